using System.Globalization;

namespace Samantha.Chains.Watching;

/// <summary>A gap of the clock as a sentence without its full stop.</summary>
public static class ClockGapWords
{
    public static string Of(ClockGapKind kind, TimeSpan length)
    {
        var much = length.Duration().ToString(length.Duration() < TimeSpan.FromDays(1) ? @"h\:mm\:ss" : @"d\.hh\:mm\:ss",
            CultureInfo.InvariantCulture);
        return kind switch
        {
            ClockGapKind.MachineSuspended => $"the machine slept for {much}",
            ClockGapKind.ProcessStopped => $"the program was stopped for {much}",
            _ => $"the clock was put {(length < TimeSpan.Zero ? "back" : "forward")} by {much}",
        };
    }
}
