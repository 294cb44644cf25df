namespace Samantha.Sandbox.Python;

/// <summary>One installed distribution of an environment, as its metadata names it.</summary>
public sealed record PythonModule(string Name, string Version);
