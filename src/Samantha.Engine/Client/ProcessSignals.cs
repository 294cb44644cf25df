namespace Samantha.Engine.Client;

/// <summary>
/// Turns an exit code into words: on Unix 128 + n is a death by signal n, on Windows the high codes are exceptions.
/// </summary>
internal static class ProcessSignals
{
    private const int SignalBase = 128;

    /// <summary>Name of the signal behind an exit code, or null.</summary>
    public static string? NameOf(int exitCode) => OperatingSystem.IsWindows() ? null : (exitCode - SignalBase) switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        5 => "SIGTRAP",
        6 => "SIGABRT",
        8 => "SIGFPE",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        15 => "SIGTERM",
        31 => "SIGSYS",
        7 when OperatingSystem.IsLinux() => "SIGBUS",
        10 when OperatingSystem.IsMacOS() => "SIGBUS",
        > 0 and < 65 and var number => $"signal {number}",
        _ => null,
    };

    /// <summary>What happened, as the end of a sentence that begins with "the engine".</summary>
    public static string Describe(int exitCode) => NameOf(exitCode) switch
    {
        "SIGABRT" => "aborted (SIGABRT)",
        "SIGSEGV" => "crashed with a memory fault (SIGSEGV)",
        "SIGBUS" => "crashed with a bus error (SIGBUS); the model file may have been changed while it was in use",
        "SIGKILL" => "was killed by SIGKILL (by a person, or by the system for lack of memory)",
        { } signal => $"was killed by {signal}",
        null when OperatingSystem.IsWindows() && exitCode < 0 => $"crashed with exception 0x{exitCode:X8}",
        null => $"ended with exit code {exitCode}",
    };
}
