namespace Samantha.Sandbox.Python;

/// <summary>
/// An interpreter or environment that cannot be used. The message is for the user: what is wrong and what to do next.
/// </summary>
public sealed class PythonException : Exception
{
    public PythonException(string message) : base(message) { }
    public PythonException(string message, Exception inner) : base(message, inner) { }
}
