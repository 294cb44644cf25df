using System.Text;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;

namespace Samantha.Tui.Sessions.Watching;

/// <summary>
/// The running response of each session of this process, whichever of them is on screen, so that opening one shows its text at
/// once. A text goes with its step.
/// </summary>
public sealed class LiveTexts
{
    private readonly Dictionary<SessionId, Running> _running = [];

    public void Take(SessionNews news)
    {
        switch (news)
        {
            case StepTextStreamed streamed:
                Running known = Of(news.Session, streamed.Position, streamed.Attempt)
                    ?? Begin(news.Session, streamed.Position, streamed.Attempt, isFromStart: false);
                known.Text.Append(streamed.TextDelta);
                break;
            case SessionEventRecorded { Event: StepStarted started }:
                Begin(news.Session, started.Position, started.Attempt, isFromStart: true);
                break;
            case SessionEventRecorded { Event: ResponseCommitted or StepFailed } or SessionEnded or SessionGone:
                _running.Remove(news.Session);
                break;
        }
    }

    /// <summary>The text so far, as well as it is known.</summary>
    /// <param name="saved">What the journal keeps of it; null when nothing.</param>
    public string TextOf(SessionId session, StepPosition position, int attempt, string? saved)
    {
        Running? known = Of(session, position, attempt);
        return known is null ? saved ?? ""
            : known.IsFromStart || saved is null ? known.Text.ToString()
            : Join(saved, known.Text.ToString());
    }

    /// <summary>Two texts of which the second begins somewhere in or after the first.</summary>
    internal static string Join(string first, string second)
    {
        if (second.Length == 0 || first.Contains(second, StringComparison.Ordinal))
        {
            return first;
        }

        // The longest end of the first that is a beginning of the second, by the failure function of Knuth, Morris and Pratt.
        int[] fallback = new int[second.Length];
        for (int at = 1, length = 0; at < second.Length; at++)
        {
            while (length > 0 && second[at] != second[length])
            {
                length = fallback[length - 1];
            }

            fallback[at] = second[at] == second[length] ? ++length : length;
        }

        int matched = 0;
        foreach (char c in first.AsSpan(Math.Max(0, first.Length - second.Length)))
        {
            while (matched > 0 && (matched == second.Length || c != second[matched]))
            {
                matched = fallback[matched - 1];
            }

            matched = c == second[matched] ? matched + 1 : matched;
        }

        return matched > 0 ? first + second[matched..] : $"{first} … {second}";
    }

    private Running? Of(SessionId session, StepPosition position, int attempt) =>
        _running.GetValueOrDefault(session) is { } known && known.Position == position && known.Attempt == attempt ? known : null;

    private Running Begin(SessionId session, StepPosition position, int attempt, bool isFromStart) =>
        _running[session] = new Running(position, attempt, isFromStart);

    private sealed record Running(StepPosition Position, int Attempt, bool IsFromStart)
    {
        public StringBuilder Text { get; } = new();
    }
}
