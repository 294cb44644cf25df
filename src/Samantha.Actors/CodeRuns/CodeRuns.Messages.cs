using Samantha.Chains.Code;

namespace Samantha.Actors.CodeRuns;

// All messages of the CodeExecutorActor on one screen: first what it is told, then what it answers. Every answer goes to the
// sender of the job and carries the job's id.

/// <summary>One program to run; unique while the program runs.</summary>
public readonly record struct CodeJobId(Guid Value)
{
    public static CodeJobId New() => new(Guid.NewGuid());
}

/// <summary>Runs a program when its turn comes. Answered with exactly one <see cref="ProgramEnded"/>.</summary>
public sealed record RunProgram(CodeJobId Job, CodeOrder Order);

/// <summary>Ends a waiting or running program; its <see cref="ProgramEnded"/> then says Skipped.</summary>
public sealed record CancelProgram(CodeJobId Job);

/// <summary>Programs with these settings will come: keep an interpreter warm for them.</summary>
public sealed record ExpectPrograms(CodeSettings Settings);

/// <summary>The program begins now, in this sandbox.</summary>
public sealed record ProgramStarted(CodeJobId Job, string Sandbox, string SandboxReason);

/// <summary>The program printed something; untrusted.</summary>
public sealed record ProgramPrinted(CodeJobId Job, bool IsError, string Text);

public sealed record ProgramEnded(CodeJobId Job, CodeOutcome Outcome);
