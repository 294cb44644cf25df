namespace Samantha.Sandbox.Running;

/// <summary>
/// A produced file that was copied out. Name is its sanitised path below the files folder, with / between the parts.
/// </summary>
public sealed record SandboxFile(string Name, long Bytes, string Sha256);
