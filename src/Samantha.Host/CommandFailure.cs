namespace Samantha.Host;

/// <summary>
/// A command cannot do what it was asked. The message is for the user and says what is wrong; the advice says what to do next.
/// Text from outside in either is sanitised where it is printed, not here.
/// </summary>
internal sealed class CommandFailure : Exception
{
    public CommandFailure(int exitCode, string message, string? advice = null, Exception? inner = null)
        : base(message, inner)
    {
        ExitCode = exitCode;
        Advice = advice;
    }

    public int ExitCode { get; }

    public string? Advice { get; }

    public static CommandFailure BadInput(string message, string? advice = null) => new(ExitCodes.BadInput, message, advice);
}
