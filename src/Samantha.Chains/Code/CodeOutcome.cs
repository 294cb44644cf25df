using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Samantha.Chains.Code;

/// <summary>
/// What came of running the code of one response. Message says in one sentence how it ended when that was not an ordinary exit
/// (which limit, which signal, why it was not run). Sandbox is the level by name, with SandboxReason why that one.
/// </summary>
public sealed record CodeOutcome
{
    public required CodeRunEnd End { get; init; }

    public string Message { get; init; } = "";

    /// <summary>128 + the signal's number when a signal ended it; null when it did not run.</summary>
    public int? ExitCode { get; init; }

    public ImmutableArray<OutputPart> Output { get; init; } = [];

    /// <summary>True when the program printed more than it may.</summary>
    public bool IsOutputCut { get; init; }

    public double DurationMs { get; init; }

    /// <summary>The limits that ended the run or made something in it fail, the deciding one first.</summary>
    public ImmutableArray<CodeLimit> Limits { get; init; } = [];

    public string Sandbox { get; init; } = "";

    public string SandboxReason { get; init; } = "";

    public ImmutableArray<ProducedFile> Files { get; init; } = [];

    /// <summary>Files that were left out, one sentence each: too large, too many, a link.</summary>
    public ImmutableArray<string> FileNotes { get; init; } = [];

    [JsonIgnore]
    public string Stdout => string.Concat(Output.Where(part => !part.IsError).Select(part => part.Text));

    [JsonIgnore]
    public string Stderr => string.Concat(Output.Where(part => part.IsError).Select(part => part.Text));
}
