using System.Collections.Immutable;
using System.Globalization;
using Samantha.Actors.Journal;
using Samantha.Actors.Replay;
using Samantha.Actors.Sessions;
using Samantha.Actors.Steps;
using Samantha.Actors.Storage;
using Samantha.Chains.Evidence;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Chains.Steering;
using Samantha.Engine.Protocol;
using Samantha.Tui.App;
using Samantha.Tui.Learn;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Plain;

/// <summary>
/// How tokens are chosen, in words: of a finished response, or of the running one token by token. Told of news by the thread that
/// takes them, and asked by the one that types.
/// </summary>
internal sealed class PlainLearn(ITuiServices services, SessionDesk desk, PlainWriter writer, TextCatalog texts)
{
    private const int CandidatesAsked = EvidenceSettings.CandidatesDefault;
    private const int UnlikelySaid = 40;

    /// <summary>More tokens than any window holds today.</summary>
    private const int TokensMax = 20_000;

    private readonly Lock _gate = new();
    private ImmutableList<TokenEvidence> _tokens = [];
    private StepPosition? _position;
    private Hyperparameters _settings = Hyperparameters.Default;
    private ResponsePace _pace = ResponsePace.Free;
    private SessionId? _session;
    private HyperparameterOverrides? _asked;
    private int _shown;

    /// <summary>The response is still being made: a branch of it needs to be told of its tokens.</summary>
    private bool _isOpen;

    private ImmutableList<TokenEvidence> Tokens
    {
        get
        {
            lock (_gate)
            {
                return _tokens;
            }
        }
    }

    /// <summary>Takes what a session of this process publishes.</summary>
    public void Take(SessionNews news)
    {
        switch (news)
        {
            case SessionEventRecorded { Event: StepStarted started }:
                _settings = started.Hyperparameters;
                break;
            case SessionEventRecorded { Event: ResponseCommitted committed } when committed.Position == _position:
                _isOpen = false;
                break;
            case StepTokensExplained explained:
                Take(explained);
                break;
            case StepChoicePreviewed preview:
                Say("learn.preview-line", preview.Token);
                SayCandidates(preview.Token);
                break;
        }
    }

    /// <summary><c>learn STEP ID</c>: how the tokens of a finished response were chosen; without a step the last one.</summary>
    public async Task ReadAsync(string rest, CancellationToken ct)
    {
        if (services.Evidence is not { } evidence)
        {
            writer.Key("learn.no-response");
            return;
        }

        (string word, string behind) = PlainWords.Split(rest);
        bool isStep = StepPosition.TryParse(word, out StepPosition step);
        string reference = isStep ? behind : word;
        SessionId session = services.Sessions.Resolve(reference.Length == 0 ? SessionIndex.LastWord : reference);
        writer.Key("learn.reading");
        ExplainedResponse? found =
            await evidence.ReadAsync(session, isStep ? step : null, CandidatesAsked, ct).ConfigureAwait(false);
        if (found is null)
        {
            writer.Key("learn.no-response");
            return;
        }

        lock (_gate)
        {
            _tokens = [.. found.Tokens.Take(TokensMax)];
            (_position, _settings) = (found.Committed.Position, found.Started.Hyperparameters);
            (_session, _isOpen, _shown) = (session, false, 0);
        }

        string source = texts[found.FromJournal ? "learn.from-journal" : found.SameTokens ? "learn.recomputed" : "learn.recomputed-other"];
        writer.Key("learn.where", session, found.Committed.Position.StepId, found.Started.Model, source);
        TokenEvidence[] unlikely = [.. found.Tokens.Where(token => token.IsUnlikely).Take(UnlikelySaid)];
        writer.Key("plain.unlikely", texts.Number(found.Tokens.Length), texts.Number(found.Tokens.Count(token => token.IsUnlikely)));
        foreach (TokenEvidence token in unlikely)
        {
            Say("learn.token-line", token);
        }

        writer.Key("plain.token-hint");
    }

    /// <summary>All about one token of what was read or watched; without a number about the newest.</summary>
    public void ShowToken(string number)
    {
        ImmutableList<TokenEvidence> tokens = Tokens;
        int at = number.Length == 0 ? tokens.Count
            : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : 0;
        if (at < 1 || at > tokens.Count)
        {
            writer.Key(tokens.IsEmpty ? "plain.no-tokens" : "plain.token-number", texts.Number(tokens.Count));
            return;
        }

        TokenEvidence token = tokens[at - 1];
        _shown = at - 1;
        Say("learn.token-line", token);
        SayCandidates(token);
        foreach ((EvidenceStage stage, int index) in token.Stages.Select((stage, index) => (stage, index)))
        {
            string chosen = token.ProbabilityAt(token.Chosen, index) is { } share ? LearnRows.Percent(texts, share) : "-";
            writer.Key("plain.stage", stage.Name, texts.Number(stage.Count), texts.Number(stage.EntropyBits, 2), chosen);
        }
    }

    /// <summary>Holds the running response after each token; again: lets it make the next one.</summary>
    public void Step()
    {
        if (_pace.Step)
        {
            Steer(new AdvanceResponse(1));
        }
        else if (SetPace(new ResponsePace(Step: true, Candidates: CandidatesAsked)))
        {
            writer.Key("plain.steps-on");
        }
    }

    public void Go()
    {
        if (SetPace(ResponsePace.Free))
        {
            writer.Key("plain.goes");
        }
    }

    /// <summary>A pause of so many seconds after each token.</summary>
    public void Pace(string seconds)
    {
        if (!double.TryParse(seconds.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double pause)
            || pause > EngineProtocol.DelayMsMax / 1000.0)
        {
            writer.Key("learn.seconds-wrong", EngineProtocol.DelayMsMax / 1000);
            return;
        }

        SetPace(new ResponsePace((int)Math.Round(pause * 1000), Candidates: CandidatesAsked));
    }

    /// <summary>What the newest token of the running response would be with other hyperparameters.</summary>
    public void WhatIf(string text)
    {
        if (!SettingsText.TryRead(text, out HyperparameterOverrides changes, out string problem))
        {
            writer.Line(texts.Said(problem));
        }
        else if (Tokens.IsEmpty || _pace.Candidates == 0)
        {
            writer.Key("plain.what-if-step");
        }
        else
        {
            _asked = changes;
            Steer(new PreviewChoice(StepRequests.Sampling(changes.ApplyTo(_settings)), CandidatesAsked));
        }
    }

    /// <summary><c>choose NUMBER</c>: that candidate in the place of the token shown last; a branch goes on from there.</summary>
    public async Task ChooseAsync(string number, CancellationToken ct)
    {
        ImmutableList<TokenEvidence> tokens = Tokens;
        if (_shown >= tokens.Count || _position is not { } position)
        {
            writer.Key("plain.no-tokens");
            return;
        }

        TokenEvidence token = tokens[_shown];
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int at) || at < 1 || at > token.Candidates.Length)
        {
            writer.Key("plain.token-number", texts.Number(token.Candidates.Length));
            return;
        }

        EvidenceCandidate candidate = token.Candidates[at - 1];
        if (candidate.Token == token.Token)
        {
            writer.Key("learn.is-chosen", LearnRows.Quoted(candidate));
            return;
        }

        await BranchAsync(
            new SteeringWish(position, token.Index, new SteeredToken(candidate.Token, candidate.Text))
            {
                Replaced = new SteeredToken(token.Token, token.Chosen.Text),
            },
            ct).ConfigureAwait(false);
    }

    /// <summary>The settings of the last what-if from the newest token on, as a branch.</summary>
    public async Task KeepAsync(CancellationToken ct)
    {
        if (_asked is not { } settings || _position is not { } position || Tokens is not [.., var newest])
        {
            writer.Key("plain.what-if-first");
            return;
        }

        await BranchAsync(new SteeringWish(position, newest.Index, null, settings), ct).ConfigureAwait(false);
    }

    private async Task BranchAsync(SteeringWish wish, CancellationToken ct)
    {
        ImmutableList<TokenEvidence> tokens = Tokens;
        if (_isOpen && tokens[0].Index > 0)
        {
            writer.Key("learn.beginning-unknown");
            return;
        }

        if (_isOpen)
        {
            wish = wish with { TokensSoFar = TokenIds.Write(tokens.Where(token => !token.EndsTurn).Select(token => token.Token)) };
        }

        SessionId from = _session!.Value;
        SessionId branch = await desk.BranchAsync(from, wish, ct).ConfigureAwait(false);
        StartAnswer answer = await desk.StartBranchAsync(from, branch, _pace, ct).ConfigureAwait(false);
        _asked = null;
        if (answer.Accepted)
        {
            writer.Key("plain.branched", branch, from);
        }
        else
        {
            writer.Key("plain.problem", texts.Said(answer.Message));
        }
    }

    private void Take(StepTokensExplained explained)
    {
        foreach (TokenEvidence token in explained.Tokens)
        {
            lock (_gate)
            {
                _tokens = token.Index == 0 || explained.Position != _position ? [token]
                    : _tokens.Count < TokensMax ? _tokens.Add(token)
                    : _tokens;
                (_session, _position, _isOpen) = (explained.Session, explained.Position, true);
                _shown = _tokens.Count - 1;
            }

            if (_pace.Waits)
            {
                Say("learn.token-line", token);
            }
        }
    }

    private void Say(string key, TokenEvidence token) => writer.Key(
        key, texts.Number(token.Index + 1), texts.Number(Math.Max(token.Index + 1, Tokens.Count)), LearnRows.Quoted(token.Chosen),
        texts.Number(token.Rank), texts.Number(token.EntropyBits, 2), LearnRows.Percent(texts, token.Probability),
        LearnRows.Percent(texts, token.DrawnProbability));

    private void SayCandidates(TokenEvidence token)
    {
        int last = token.Stages.Length - 1;
        for (int i = 0; i < token.Candidates.Length; i++)
        {
            EvidenceCandidate candidate = token.Candidates[i];
            string before = LearnRows.Percent(texts, token.ProbabilityAt(candidate, 0) ?? 0);
            if (candidate.RemovedBy >= 0)
            {
                writer.Key(
                    "plain.candidate-removed", i + 1, LearnRows.Quoted(candidate), before, token.Stages[candidate.RemovedBy].Name);
            }
            else
            {
                writer.Key(
                    "plain.candidate", i + 1, LearnRows.Quoted(candidate), before,
                    LearnRows.Percent(texts, token.ProbabilityAt(candidate, last) ?? 0));
            }
        }
    }

    private bool SetPace(ResponsePace pace)
    {
        if (!Steer(new SetPace(pace)))
        {
            return false;
        }

        _pace = pace;
        return true;
    }

    // The session says nothing back; without one here there is nobody to tell.
    private bool Steer(SteerCommand command)
    {
        if (desk.Here.IsEmpty || services.StartedSystem is not { } system)
        {
            _pace = ResponsePace.Free;
            writer.Key("plain.nothing-runs");
            return false;
        }

        system.Steer(desk.Here.Max(), command);
        return true;
    }
}
