using System.Text;
using Samantha.Actors.Journal;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Steering;
using Samantha.Chains.Text;
using Samantha.Host.Composition;
using Samantha.Host.Terminal;
using Samantha.Tui.Sessions.Comparing;

namespace Samantha.Host.Comparing;

/// <summary>
/// Two sessions response by response, word by word: what only the first has stands in [-…-], what only the second has in {+…+}.
/// Equal responses are one line.
/// </summary>
internal sealed class SessionDiff(HostServices services, SessionListing first, SessionListing second, StepPosition? step)
{
    private readonly HostConsole _console = services.Console;

    public int Write(bool asJson)
    {
        Dictionary<StepPosition, Answer> before = Answers(first);
        Dictionary<StepPosition, Answer> after = Answers(second);
        StepPosition[] positions = [.. before.Keys.Union(after.Keys).Order()];
        if (positions.Length == 0)
        {
            throw CommandFailure.BadInput(step is { } wanted
                ? $"neither session has a finished response to step {wanted}"
                : "neither session has a finished response");
        }

        if (!asJson)
        {
            _console.Out.WriteLine(_console.OutInk.Red($"[-{first.Id}-]") + " " + _console.OutInk.Green($"{{+{second.Id}+}}"));
        }

        foreach (StepPosition position in positions)
        {
            Answer? one = before.GetValueOrDefault(position);
            Answer? other = after.GetValueOrDefault(position);
            if (asJson)
            {
                WriteJson(position, one, other);
            }
            else
            {
                WriteText(position, one, other);
            }
        }

        return ExitCodes.Done;
    }

    private void WriteText(StepPosition position, Answer? one, Answer? other)
    {
        if (one is null || other is null)
        {
            _console.Out.WriteLine(_console.OutInk.Bold($"{position}: only in {(one is null ? second.Id : first.Id)}"));
            return;
        }

        if (one.Text == other.Text)
        {
            _console.Out.WriteLine($"{position}: the same");
            return;
        }

        WordDifference difference = WordDiff.Compare(one.Text, other.Text);
        string rough = difference.IsExact ? "" : ", too different to be compared word by word";
        _console.Out.WriteLine(_console.OutInk.Bold(
            $"{position}: {Amounts.Count(difference.CommonWords)} words in common, {Amounts.Count(difference.RemovedWords)} only in "
            + $"the first, {Amounts.Count(difference.AddedWords)} only in the second{FirstToken(one, other)}{rough}"));
        var text = new StringBuilder();
        foreach (DiffPiece piece in difference.Pieces)
        {
            string safe = TerminalSanitizer.Sanitize(piece.Text);
            text.Append(piece.Kind switch
            {
                DiffKind.Removed => _console.OutInk.Red($"[-{safe}-]"),
                DiffKind.Added => _console.OutInk.Green($"{{+{safe}+}}"),
                _ => safe,
            });
        }

        _console.Out.WriteLine(text.ToString());
        _console.Out.WriteLine();
    }

    private void WriteJson(StepPosition position, Answer? one, Answer? other) => JsonLine.Write(_console.Out, json =>
    {
        json.WriteString("position", position.StepId);
        json.WriteString("first", one?.Text);
        json.WriteString("second", other?.Text);
        if (one is null || other is null)
        {
            return;
        }

        json.WriteBoolean("same", one.Text == other.Text);
        if (Parting(one, other) is { } token)
        {
            json.WriteNumber("firstDifferentToken", token + 1);
        }

        WordDifference difference = WordDiff.Compare(one.Text, other.Text);
        json.WriteBoolean("exact", difference.IsExact);
        json.WriteNumber("commonWords", difference.CommonWords);
        json.WriteNumber("removedWords", difference.RemovedWords);
        json.WriteNumber("addedWords", difference.AddedWords);
    });

    private static string FirstToken(Answer one, Answer other) =>
        Parting(one, other) is { } token ? $"; other tokens from token {Amounts.Count(token + 1)} on" : "";

    /// <summary>The first token that differs, from 0; null when the journals do not say.</summary>
    private static int? Parting(Answer one, Answer other)
    {
        if (one.Tokens is null || other.Tokens is null || one.Tokens == other.Tokens)
        {
            return null;
        }

        return TokenIds.Read(one.Tokens).AsSpan().CommonPrefixLength(TokenIds.Read(other.Tokens).AsSpan());
    }

    private Dictionary<StepPosition, Answer> Answers(SessionListing session)
    {
        using JournalReader reader = JournalReader.Open(session.Folder);
        Dictionary<StepPosition, Answer> answers = [];
        foreach (ResponseCommitted response in SessionJournals.Events(reader).OfType<ResponseCommitted>())
        {
            bool stands = response.StopReason is not (ResponseStopReason.Interrupted or ResponseStopReason.RejectedByDetector);
            if (stands && (step is null || response.Position == step))
            {
                answers[response.Position] = new Answer(response.Text, response.TokenIds);
            }
        }

        return answers;
    }

    private sealed record Answer(string Text, string? Tokens);
}
