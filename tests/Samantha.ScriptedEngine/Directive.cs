namespace Samantha.ScriptedEngine;

/// <summary>
/// One thing to do wrong (or slowly) in one phase, written <c>action@phase</c> or <c>action-number@phase</c>.
/// </summary>
public sealed record Directive(string Action, int Number, Phase Phase)
{
    /// <summary>
    /// garbage: bytes that are no frame. oversize: a frame longer than allowed. truncate: half a frame, then the end.
    /// abort: dies by SIGABRT. exit-N: ends with code N. hang: no heartbeat, no answer. stuck: heartbeats, but no answer and no
    /// reaction to a cancel. slow-N: N milliseconds more. fail-N: answers with failure kind number N. wrong: a reply of
    /// another kind.
    /// </summary>
    private static readonly string[] Actions =
        ["garbage", "oversize", "truncate", "abort", "exit", "hang", "stuck", "slow", "fail", "wrong"];

    public static Directive? TryParse(string text)
    {
        string[] parts = text.Split('@');
        if (parts.Length != 2 || !Enum.TryParse(parts[1], ignoreCase: true, out Phase phase))
        {
            return null;
        }

        string[] action = parts[0].Split('-', 2);
        int number = 0;
        bool numberIsFine = action.Length == 1 || int.TryParse(action[1], out number);
        return numberIsFine && Actions.Contains(action[0]) ? new Directive(action[0], number, phase) : null;
    }
}
