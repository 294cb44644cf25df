namespace Samantha.Actors.ModelFiles;

/// <summary>One model file found in a folder; nothing of its content.</summary>
/// <param name="Name">File name without <c>.gguf</c>; what a chain may call it.</param>
/// <param name="Path">Absolute path.</param>
/// <param name="SizeBytes">Size on disk of this file.</param>
/// <param name="Folder">Where it was found.</param>
public sealed record ModelFileEntry(string Name, string Path, long SizeBytes, ModelFolder Folder);
