namespace Samantha.Sandbox.Running;

/// <summary>One program to run. FilesFolder is the host folder for produced files; it is made when there are any.</summary>
public sealed record PythonRun(string Program, SandboxRules Rules, SandboxLimits Limits, string FilesFolder);
