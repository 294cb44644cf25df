using System.Text.Json;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Replay;
using Samantha.Chains.Text;
using Samantha.Host.Commands;
using Samantha.Host.Composition;
using Samantha.Host.Terminal;

namespace Samantha.Host.Replaying;

/// <summary>
/// Has a session verified and tells the outcome: a line per response, then one sentence. It decides nothing about what counts as
/// the same.
/// </summary>
internal sealed class ReplayReport(HostServices services, SessionListing session, RunOutput output, int? threads)
{
    private readonly HostConsole _console = services.Console;
    private int _same;
    private int _different;
    private int _faults;
    private readonly SortedSet<string> _causes = new(StringComparer.Ordinal);
    private string? _first;

    public async Task<int> VerifyAsync(CancellationToken cancellation)
    {
        using JournalReader reader = JournalReader.Open(session.Folder);
        var verifier = new SessionVerifier(
            services.Supply, services.Resolver, new ModelHashes(services.Data.ModelHashesFile));
        await foreach (ReplayedStep step in verifier.VerifyAsync(SessionJournals.Events(reader), threads, cancellation)
            .ConfigureAwait(false))
        {
            _same += step.Difference is null ? 1 : 0;
            _different += step.Difference is null ? 0 : 1;
            _causes.UnionWith(step.Causes);
            _first ??= step.Difference is { } differs ? $"{step.Position.StepId}, {PlaceOf(differs)}" : null;
            _faults += step.Difference is { Causes.IsEmpty: true } ? 1 : 0;
            if (output.AsJson)
            {
                WriteJson(step);
            }
            else
            {
                WriteLine(step);
            }

            _console.Out.Flush();
        }

        Conclude();
        return _different == 0 ? ExitCodes.Done : ExitCodes.SomethingFailed;
    }

    private void WriteLine(ReplayedStep step)
    {
        string place = $"{step.Position.StepId,-14}{TerminalSanitizer.Sanitize(step.Model)}";
        if (step.Difference is not { } difference)
        {
            _console.Out.WriteLine($"{place}  identical ({Amounts.Plural(step.Tokens, "token")})");
            return;
        }

        _console.Out.WriteLine(_console.OutInk.Bold($"{place}  differs from {PlaceOf(difference)} on"));
        _console.Out.WriteLine($"    then: {Quote(difference.Recorded)}");
        _console.Out.WriteLine($"    now:  {Quote(difference.Now)}");
        foreach (string cause in difference.Causes)
        {
            _console.Out.WriteLine($"    to be expected: {TerminalSanitizer.Sanitize(cause)}");
        }

        if (difference.Causes.IsEmpty)
        {
            _console.Out.WriteLine("    not to be expected: file, llama.cpp, processor, threads and template are the same");
        }
    }

    private void WriteJson(ReplayedStep step) => JsonLine.Write(_console.Out, json =>
    {
        json.WriteString("step", step.Position.StepId);
        json.WriteString("model", step.Model);
        json.WriteBoolean("identical", step.Difference is null);
        json.WriteNumber("tokens", step.Tokens);
        json.WriteBoolean("comparable", step.Causes.IsEmpty);
        json.WriteStartArray("causes");
        foreach (string cause in step.Causes)
        {
            json.WriteStringValue(cause);
        }

        json.WriteEndArray();
        if (step.Difference is { } difference)
        {
            if (difference.TokenIndex is { } token)
            {
                json.WriteNumber("tokenIndex", token);
            }

            json.WriteNumber("characterIndex", difference.CharacterIndex);
            json.WriteString("recorded", difference.Recorded);
            json.WriteString("now", difference.Now);
        }
    });

    private void Conclude()
    {
        string summary = _different == 0
            ? $"identical: {Amounts.Plural(_same, "response")}, every token the same"
            : $"{_different} of {Amounts.Plural(_same + _different, "response")} differ, the first at {_first}"
                + (_faults == 0 ? ", as is to be expected from what changed" : $", {_faults} of them without a cause");
        if (_causes.Count > 0)
        {
            _console.Note($"not comparable token by token, whatever is equal: {string.Join("; ", _causes)}");
        }

        _console.Note(_same + _different == 0 ? "the session has no response to verify" : summary);
    }

    private static string PlaceOf(ReplayDifference difference) => difference.TokenIndex is { } token
        ? $"token {token + 1}"
        : $"character {difference.CharacterIndex + 1}";

    private static string Quote(string text) =>
        JsonSerializer.Serialize(text);
}
