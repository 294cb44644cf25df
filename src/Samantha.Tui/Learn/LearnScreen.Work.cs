using System.Collections.Immutable;
using System.Globalization;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Replay;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.Evidence;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Engine.Protocol;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Popups;
using Samantha.Tui.App;
using Samantha.Tui.Models;

namespace Samantha.Tui.Learn;

/// <summary>What the screen asks for and is told: live tokens, finished responses, pace, and what-if questions.</summary>
public sealed partial class LearnScreen
{
    private static readonly ImmutableArray<double> s_delays = [0, 0.3, 1, 3, 10];

    private Job? _reading;
    private Hyperparameters? _settings;

    /// <param name="argument">A <see cref="LearnTarget"/>, or null for what was shown before, else the newest session.</param>
    public override void Shown(object? argument)
    {
        if (argument is LearnTarget target)
        {
            Open(target.Session, target.Position);
        }
        else if (_session is null)
        {
            _reading?.Cancel();
            _reading = Context.Jobs.StartQuiet(
                () => Context.Services.Sessions.List().FirstOrDefault(listing => listing.Summary is not null),
                newest =>
                {
                    if (newest is not null && _session is null)
                    {
                        Open(newest.Id, null);
                    }
                });
        }

        ShowModel();
    }

    public override void OnNews(SessionNews news)
    {
        if (news.Session != _session || !_isLive)
        {
            return;
        }

        switch (news)
        {
            case SessionEventRecorded { Event: StepStarted started }:
                _settings = started.Hyperparameters;
                _modelName = started.Model;
                _isCommitted = false;
                _note = started.Note;
                if (_note is not null)
                {
                    // It is there before the first token, for a person who goes step by step.
                    _position = started.Position;
                    Clear();
                }

                break;
            case SessionEventRecorded { Event: ResponseCommitted committed } when committed.Position == _position:
                _isCommitted = committed.StopReason != ResponseStopReason.Interrupted;
                break;
            case StepTokensExplained explained:
                Take(explained);
                break;
            case StepChoicePreviewed preview:
                _preview = preview.Token;
                ShowToken();
                break;
            case SessionEnded or SessionGone:
                _isLive = false;
                _source = T("learn.from-live");
                Invalidate();
                break;
        }
    }

    private void Open(SessionId session, StepPosition? position)
    {
        _session = session;
        _position = position;
        Clear();
        _isLive = Context.Sessions.Here.Contains(session);
        if (_isLive)
        {
            _source = T("learn.live");
            SetPace(_pace);
        }
        else if (Context.Services.Evidence is { } desk)
        {
            _source = T("learn.reading");
            _reading?.Cancel();
            _reading = Context.Jobs.Start(
                T("learn.reading"),
                (_, ct) => desk.ReadAsync(session, position, _pace.Candidates, ct),
                found => ShowFinished(session, found));
        }

        Invalidate();
    }

    private void ShowFinished(SessionId session, ExplainedResponse? found)
    {
        if (_session != session || _isLive)
        {
            return;
        }

        if (found is null)
        {
            _source = T("learn.no-response");
            Invalidate();
            return;
        }

        _position = found.Committed.Position;
        _modelName = found.Started.Model;
        _settings = found.Started.Hyperparameters;
        _note = found.Started.Note;
        _source = T(found.FromJournal ? "learn.from-journal" : found.SameTokens ? "learn.recomputed" : "learn.recomputed-other");
        _tokens.AddRange(found.Tokens.Take(TokensMax));
        LookAt(0);
        ShowModel();
    }

    private void Take(StepTokensExplained explained)
    {
        foreach (TokenEvidence token in explained.Tokens)
        {
            if (token.Index == 0 || explained.Position != _position)
            {
                _position = explained.Position;
                Clear();
            }

            if (_tokens.Count >= TokensMax)
            {
                return;
            }

            _tokens.Add(token);
            _response.Log.Append(LearnRows.Piece(token), LearnRows.Shade(token));
        }

        if (_follows)
        {
            _preview = null;
            _at = _tokens.Count - 1;
            ShowToken();
        }

        _unlikely.Items = LearnRows.Unlikely(Context.Texts, _tokens);
        _entropy.Values = [.. _tokens.TakeLast(Math.Max(1, _entropy.Bounds.Width)).Select(token => token.EntropyBits)];
        Invalidate();
    }

    private void Clear()
    {
        _tokens.Clear();
        _isCommitted = false;
        (_at, _follows, _preview) = (-1, true, null);
        ShowText();
        ShowToken();
    }

    private void Step()
    {
        if (!_pace.Step)
        {
            SetPace(_pace with { Step = true, DelayMs = 0 });
        }
        else
        {
            LookAt(_tokens.Count - 1);
            Steer(new AdvanceResponse(1));
        }
    }

    private void SetPace(ResponsePace pace)
    {
        _pace = pace;
        Steer(new SetPace(pace));
        Invalidate();
    }

    private void Steer(SteerCommand command)
    {
        if (_session is { } session)
        {
            Context.Services.StartedSystem?.Steer(session, command);
        }
    }

    private void AskForPace() => new ChoiceDialog(
        Kit, T("learn.pace-title"),
        [
            .. s_delays.Select(seconds => new ListItem(
                Seconds(seconds), seconds == 0 ? T("learn.no-delay") : T("learn.delay", Seconds(seconds)), Tag: seconds)),
            new ListItem("step", T("learn.by-step")),
            new ListItem("other", T("learn.other-delay")),
        ],
        _pace.Step ? "step" : Seconds(_pace.DelayMs / 1000.0),
        choice =>
        {
            switch (choice.Tag)
            {
                case double seconds:
                    SetPace(_pace with { Step = false, DelayMs = (int)(seconds * 1000) });
                    break;
                default:
                    TakePace(choice.Id);
                    break;
            }
        }).Open();

    private void TakePace(string choice)
    {
        if (choice == "step")
        {
            SetPace(_pace with { Step = true, DelayMs = 0 });
            return;
        }

        new InputDialog(
            Kit, T("learn.pace-title"), T("learn.seconds"), "",
            text => SetPace(_pace with { Step = false, DelayMs = (int)Math.Round(DelayOf(text)!.Value * 1000) }),
            text => DelayOf(text) is null ? T("learn.seconds-wrong", EngineProtocol.DelayMsMax / 1000) : null).Open();
    }

    private static double? DelayOf(string text) =>
        double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            && seconds <= EngineProtocol.DelayMsMax / 1000.0 ? seconds : null;

    private static string Seconds(double seconds) => seconds.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>What its file says of the model, on the page that is open: its vocabulary, or its metadata.</summary>
    private void ShowModel()
    {
        string? page = _tabs.Active?.Id;
        if (page is not (VocabularyPage or MetadataPage) || _modelName.Length == 0)
        {
            return;
        }

        string name = _modelName;
        Context.Jobs.StartQuiet(
            () => Context.Services.Models.Files().FirstOrDefault(file => file.Path == PathOf(name)) is { } file
                ? (File: file, Model: page == MetadataPage ? Context.Services.Models.Inspect(file) : null)
                : default,
            found =>
            {
                if (found.Model is { } model)
                {
                    _metadata.Items = ModelRows.Metadata(model);
                    Invalidate();
                }
                else if (found.File is { } file)
                {
                    _vocabulary.Show(file);
                }
            });
    }

    private string? PathOf(string model)
    {
        try
        {
            return Context.Services.Models.Resolve(model).Path;
        }
        catch (ModelNotFoundException)
        {
            return null; // The chain calls it otherwise: there is no vocabulary to show.
        }
    }
}
