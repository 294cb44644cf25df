namespace Samantha.Host.Settings;

/// <summary>How the user wants the code of models to be run. No chain can change this.</summary>
/// <param name="Interpreter">An absolute path, or a name to look for; null: the usual places.</param>
/// <param name="WithoutSandbox">True: code runs with the user's own rights.</param>
/// <param name="WarmSpare">Whether an interpreter is kept ready while a chain runs code.</param>
internal sealed record PythonSettings(string? Interpreter, bool WithoutSandbox, bool WarmSpare);
