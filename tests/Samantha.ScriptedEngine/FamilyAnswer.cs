namespace Samantha.ScriptedEngine;

/// <summary>One conversation in one family of templates: as the engine writes it, and as the library does.</summary>
public sealed record FamilyAnswer(string Name, string Used, string? FallbackReason, string Ours, string? Theirs);
