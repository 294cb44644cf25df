namespace Samantha.Actors.ModelFiles;

/// <summary>A model file by its content: its size and its SHA-256 in hex.</summary>
public sealed record ModelHash(long FileBytes, string Sha256);
