using System.Globalization;

namespace Samantha.Sandbox.Running;

/// <summary>Linux signals by name, with what they mean for a program. Pure.</summary>
internal static class SignalNames
{
    public static string Of(int signal) => signal switch
    {
        4 => "SIGILL (an illegal instruction)",
        6 => "SIGABRT (it aborted itself)",
        7 => "SIGBUS (a bus error)",
        8 => "SIGFPE (an arithmetic error)",
        9 => "SIGKILL",
        11 => "SIGSEGV (a memory fault)",
        15 => "SIGTERM",
        24 => "SIGXCPU",
        25 => "SIGXFSZ",
        31 => "SIGSYS (a forbidden system call)",
        _ => string.Create(CultureInfo.InvariantCulture, $"signal {signal}"),
    };
}
