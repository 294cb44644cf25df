using System.Collections.Immutable;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Chains.Code;
using Samantha.Chains.Sessions;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Code;

/// <summary>
/// Looks for code in the responses of the newest sessions, by their journals. Reads disks, so it is for other threads than the
/// UI's. A session that cannot be read is passed over.
/// </summary>
internal static class CodeFinder
{
    /// <summary>Nobody looks further back by hand.</summary>
    private const int SessionsMax = 20;

    public const int FoundMax = 100;

    /// <summary>The newest response first.</summary>
    public static ImmutableArray<FoundCode> Newest(ITuiServices services, int most, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<FoundCode>();
        foreach (SessionListing listing in services.Sessions.List().Take(SessionsMax))
        {
            found.AddRange(In(services, listing.Id, ct).Reverse().Take(most - found.Count));
            if (found.Count >= most)
            {
                break;
            }
        }

        return found.ToImmutable();
    }

    /// <summary>In the order of the session's steps.</summary>
    public static ImmutableArray<FoundCode> In(ITuiServices services, SessionId session, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<FoundCode>();
        string model = "";
        try
        {
            using JournalReader reader = JournalReader.Open(services.Data.SessionFolder(session));
            foreach (SessionEvent recorded in SessionJournals.Events(reader))
            {
                ct.ThrowIfCancellationRequested();
                if (recorded is StepStarted step)
                {
                    model = step.Model;
                }
                else if (recorded is ResponseCommitted response && CodeOf(response) is { } code)
                {
                    found.Add(new FoundCode(session, response.Position.StepId, model, code));
                }
            }
        }
        catch (Exception e) when (e is JournalException or FormatException)
        {
            // What was read of it so far is as good as any.
        }

        return found.ToImmutable();
    }

    // A chain that does not run code records none; the person may still want what its responses have.
    private static ExtractedCode? CodeOf(ResponseCommitted response) =>
        response.Code ?? CodeExtraction.Extract(
            response.Text, response.StopReason is ResponseStopReason.EndOfTurn or ResponseStopReason.StopWord);
}
