namespace Samantha.Tui.Sessions.Watching;

/// <summary>How long a session still takes if its steps go on as they did. Pure.</summary>
public static class Forecast
{
    /// <summary>Beyond this nobody plans by it.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(365);

    /// <param name="elapsed">Running time so far.</param>
    /// <param name="settled">Steps that are settled in any way.</param>
    /// <param name="total">Null: endless.</param>
    /// <returns>Null when nothing can be said.</returns>
    public static TimeSpan? Left(TimeSpan elapsed, long settled, long? total)
    {
        if (total is not { } all || settled <= 0 || elapsed <= TimeSpan.Zero || settled > all)
        {
            return null;
        }

        double seconds = elapsed.TotalSeconds / settled * (all - settled);
        return seconds <= s_longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }
}
