namespace Samantha.Chains.Code;

/// <summary>A folder of this machine (an absolute path) and the name under /data by which a program finds it.</summary>
public sealed record CodeFolder(string Path, string Name);
