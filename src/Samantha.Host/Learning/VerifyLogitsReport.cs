using System.Globalization;
using System.Text.Json;
using Samantha.Actors.Journal;
using Samantha.Actors.Replay;
using Samantha.Chains.Plans;
using Samantha.Chains.Text;
using Samantha.Host.Composition;
using Samantha.Host.Terminal;

namespace Samantha.Host.Learning;

/// <summary>Has the evidence of a session checked and tells the outcome: lines per response, then one sentence.</summary>
internal sealed class VerifyLogitsReport(
    HostServices services, SessionListing session, StepPosition? step, int batchTokens, bool asJson)
{
    private const int PlacesShownMax = 10;

    private readonly HostConsole _console = services.Console;

    public async Task<int> WriteAsync(CancellationToken cancellation)
    {
        using JournalReader reader = JournalReader.Open(session.Folder);
        int responses = 0;
        int failed = 0;
        double largest = 0;
        await foreach (VerifiedLogits verified in new LogitVerifier(services.Supply, services.Resolver)
            .VerifyAsync(reader, step, batchTokens, cancellation).ConfigureAwait(false))
        {
            responses++;
            failed += verified.Holds ? 0 : 1;
            largest = Math.Max(largest, verified.LogitDifferenceMax);
            if (asJson)
            {
                JsonLine.Write(_console.Out, json => Write(json, verified));
            }
            else
            {
                Write(verified);
            }

            _console.Out.Flush();
        }

        _console.Note(responses == 0 ? "the session has no response to verify"
            : failed == 0
                ? $"{Amounts.Plural(responses, "response")} verified: largest difference of logits {Exact(largest)}, every choice the same"
                : $"{failed} of {Amounts.Plural(responses, "response")} did not hold; largest difference of logits {Exact(largest)}");
        return failed == 0 ? ExitCodes.Done : ExitCodes.SomethingFailed;
    }

    private void Write(VerifiedLogits verified)
    {
        string source = verified.Response.FromJournal ? "evidence of the journal" : "evidence of the response answered again";
        _console.Out.WriteLine(_console.OutInk.Bold(
            $"{verified.Response.Committed.Position.StepId}  {TerminalSanitizer.SanitizeLine(verified.Response.Started.Model)}  "
            + $"{(verified.Holds ? "holds" : "DIFFERS")}: {Amounts.Plural(verified.Tokens, "token")}, {source}"));
        _console.Out.WriteLine($"    largest difference: logits {Exact(verified.LogitDifferenceMax)}, "
            + $"probabilities {Exact(verified.ProbabilityDifferenceMax)}, entropy {Exact(verified.EntropyDifferenceMax)} bits");
        _console.Out.WriteLine($"    probabilities sum to 1 within {Exact(verified.SumErrorMax)}");
        if (!verified.Response.SameTokens)
        {
            _console.Out.WriteLine("    answered again, the response has other tokens than the recorded one");
        }

        if (!verified.Ranks.IsEmpty)
        {
            _console.Out.WriteLine($"    another rank at tokens {Places(verified.Ranks.Select(index => index + 1))}");
        }

        if (!verified.Choices.IsEmpty)
        {
            _console.Out.WriteLine($"    another choice at tokens {Places(verified.Choices.Select(choice => choice.Index + 1))}");
        }
    }

    private static void Write(Utf8JsonWriter json, VerifiedLogits verified)
    {
        json.WriteString("position", verified.Response.Committed.Position.StepId);
        json.WriteString("model", verified.Response.Started.Model);
        json.WriteBoolean("holds", verified.Holds);
        json.WriteBoolean("fromJournal", verified.Response.FromJournal);
        json.WriteBoolean("sameTokens", verified.Response.SameTokens);
        json.WriteNumber("tokens", verified.Tokens);
        json.WriteNumber("logitDifferenceMax", verified.LogitDifferenceMax);
        json.WriteNumber("probabilityDifferenceMax", verified.ProbabilityDifferenceMax);
        json.WriteNumber("entropyDifferenceMaxBits", verified.EntropyDifferenceMax);
        json.WriteNumber("sumErrorMax", verified.SumErrorMax);
        json.WriteStartArray("otherRanks");
        foreach (int index in verified.Ranks)
        {
            json.WriteNumberValue(index);
        }

        json.WriteEndArray();
        json.WriteStartArray("otherChoices");
        foreach (DifferentChoice choice in verified.Choices)
        {
            json.WriteStartObject();
            json.WriteNumber("index", choice.Index);
            json.WriteNumber("recorded", choice.Recorded);
            json.WriteNumber("evaluated", choice.Evaluated);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Places(IEnumerable<int> places)
    {
        int[] all = [.. places];
        return string.Join(", ", all.Take(PlacesShownMax)) + (all.Length > PlacesShownMax ? $" and {all.Length - PlacesShownMax} more" : "");
    }

    private static string Exact(double value) => value.ToString("0.###e0", CultureInfo.InvariantCulture);
}
