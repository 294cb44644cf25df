namespace Samantha.ScriptedEngine;

/// <summary>What became of a <see cref="NativeQuestion"/>; the members that belong to it are set.</summary>
public sealed record NativeAnswer
{
    public FamilyAnswer[] Families { get; init; } = [];

    /// <summary>Name of the template that is used.</summary>
    public string Name { get; init; } = "";

    public string? FallbackReason { get; init; }

    /// <summary>The contents of the messages as they stand in the prompt.</summary>
    public string[] Contents { get; init; } = [];

    public int TemplateCharacters { get; init; }

    public double Milliseconds { get; init; }

    public int ControlTokens { get; init; }

    /// <summary>Tokens that no vocabulary calls control tokens, but that the template opens roles with.</summary>
    public int Markers { get; init; }

    public int ContentsTried { get; init; }

    /// <summary>Contents that changed the control tokens of a prompt: there must be none.</summary>
    public string[] Broken { get; init; } = [];
}
