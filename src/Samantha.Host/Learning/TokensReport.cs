using System.Collections.Immutable;
using Samantha.Actors.Journal;
using Samantha.Actors.Replay;
using Samantha.Chains.Evidence;
using Samantha.Chains.Sessions;
using Samantha.Chains.Text;
using Samantha.Exports.Tokens;
using Samantha.Host.Composition;
using Samantha.Host.Terminal;

namespace Samantha.Host.Learning;

/// <summary>Shows how the tokens of a session's responses were chosen, and says where that is known from.</summary>
internal sealed class TokensReport(HostServices services, SessionListing session, TokensRequest request)
{
    private readonly HostConsole _console = services.Console;

    public async Task<int> WriteAsync(CancellationToken cancellation)
    {
        using JournalReader reader = JournalReader.Open(session.Folder);
        var evidence = new SessionEvidence(services.Supply, services.Resolver);
        int responses = 0;
        int others = 0;
        if (request.AsCsv)
        {
            TokenTable.WriteHeadings(_console.Out);
        }

        await foreach (ExplainedResponse response in evidence
            .ReadAsync(reader, request.Step, request.Candidates, request.Recompute, cancellation).ConfigureAwait(false))
        {
            responses++;
            others += response.SameTokens ? 0 : 1;
            TellSource(response);
            Write(response);
            _console.Out.Flush();
        }

        if (responses == 0)
        {
            throw CommandFailure.BadInput(
                request.Step is { } step
                    ? $"session {session.Id} has no finished response to step {step}"
                    : $"session {session.Id} has no finished response",
                $"samantha show {session.Id} shows what it has.");
        }

        if (reader.DamagedEvidence > 0)
        {
            _console.Warning($"{Amounts.Plural(reader.DamagedEvidence, "piece")} of the journal's evidence cannot be used");
        }

        return others == 0 ? ExitCodes.Done : ExitCodes.SomethingFailed;
    }

    private void TellSource(ExplainedResponse response)
    {
        string step = response.Committed.Position.StepId;
        if (!response.SameTokens)
        {
            _console.Warning($"{step}: answered again, it has other tokens than the recorded response; what follows is about them."
                + " samantha replay --verify says what has changed");
        }
        else if (!response.FromJournal)
        {
            _console.Note($"{step}: the journal has no evidence of it; it was answered again, and every token is the same");
        }
    }

    private void Write(ExplainedResponse response)
    {
        ResponseCommitted committed = response.Committed;
        ImmutableArray<TokenEvidence> tokens = Chosen(response);
        if (request.AsJson)
        {
            foreach (TokenEvidence token in tokens)
            {
                JsonLine.Write(_console.Out, json => TokenLine.WriteTo(json, committed.Position, committed.Attempt, token));
            }
        }
        else if (request.AsCsv)
        {
            foreach (TokenEvidence token in tokens)
            {
                TokenTable.WriteRows(
                    _console.Out, committed.Position, committed.Attempt, token, _console.Facts.OutIsTerminal);
            }
        }
        else
        {
            string source = response.FromJournal ? "from the journal" : "answered again";
            _console.Out.WriteLine(_console.OutInk.Bold(
                $"{committed.Position.StepId}  {TerminalSanitizer.SanitizeLine(response.Started.Model)}  "
                + $"{Amounts.Plural(committed.ResponseTokens, "token")}, {source}"));
            if (request.Token is not null)
            {
                TokenText.WriteCandidates(_console, tokens[0]);
            }
            else
            {
                TokenText.WriteTokens(_console, tokens);
            }
        }
    }

    private ImmutableArray<TokenEvidence> Chosen(ExplainedResponse response) =>
        request.Token is not { } number ? response.Tokens
        : number <= response.Tokens.Length ? [response.Tokens[number - 1]]
        : throw CommandFailure.BadInput(
            $"{response.Committed.Position} has {Amounts.Plural(response.Tokens.Length, "token")}, not {number}");
}
