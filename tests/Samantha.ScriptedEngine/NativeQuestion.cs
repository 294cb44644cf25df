namespace Samantha.ScriptedEngine;

/// <summary>What a test wants to know of native code; one member is set.</summary>
public sealed record NativeQuestion
{
    /// <summary>Every family of templates that the library knows, written by it and by the engine.</summary>
    public bool Families { get; init; }

    /// <summary>A template's text.</summary>
    public string? Template { get; init; }

    /// <summary>A model whose vocabulary is tried with every control token in every place.</summary>
    public string? ModelPath { get; init; }
}
