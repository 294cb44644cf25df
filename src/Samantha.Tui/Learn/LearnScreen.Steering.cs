using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.Evidence;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Settings;
using Samantha.Chains.Steering;
using Samantha.Engine.Protocol;
using Samantha.Terminal.Widgets.Popups;
using Samantha.Tui.App;
using Samantha.Tui.Sessions.Comparing;
using Samantha.Tui.Sessions.Watching;

namespace Samantha.Tui.Learn;

/// <summary>
/// What a person changes: another candidate, or other settings from a token on. Both begin a branch, which the screen then follows; the
/// session itself is paused if it runs here, and stays as it is.
/// </summary>
public sealed partial class LearnScreen
{
    private HyperparameterOverrides? _asked;
    private bool _isCommitted;

    private void AskWhatIf() => new InputDialog(
        Kit, T("learn.what-if-title"), T("learn.what-if"), "temperature=1",
        text =>
        {
            if (SettingsText.TryRead(text, out HyperparameterOverrides changes, out _))
            {
                LookAt(_tokens.Count - 1);
                _asked = changes;
                Steer(new PreviewChoice(
                    Actors.Steps.StepRequests.Sampling(changes.ApplyTo(_settings ?? Hyperparameters.Default)), _pace.Candidates));
            }
        },
        text => SettingsText.TryRead(text, out _, out string problem) ? null : problem).Open();

    /// <summary>The selected candidate in the place of the token that is looked at.</summary>
    private void Choose()
    {
        if (Current is not { } token || _candidates.Selected?.Tag is not EvidenceCandidate candidate || _position is not { } position)
        {
            return;
        }

        TokenEvidence? now = _tokens.Find(known => known.Index == token.Index);
        if (now is null || now.Token == candidate.Token)
        {
            Context.Notices.Say(T("learn.is-chosen", LearnRows.Quoted(candidate)));
            return;
        }

        var wish = new SteeringWish(position, token.Index, new SteeredToken(candidate.Token, candidate.Text))
        {
            Replaced = new SteeredToken(now.Token, now.Chosen.Text),
        };
        Ask(wish, T(
            _isLive ? "learn.choose-live" : "learn.choose-question", LearnRows.Quoted(candidate), Context.Texts.Number(token.Index + 1),
            LearnRows.Quoted(now.Chosen)));
    }

    /// <summary>The settings of the last what-if, for this response from the token on that was asked about.</summary>
    private void Keep()
    {
        if (_preview is { } preview && _asked is { } settings && _position is { } position)
        {
            Ask(
                new SteeringWish(position, preview.Index, null, settings),
                T("learn.keep-question", Context.Texts.Number(preview.Index + 1)));
        }
    }

    private void Ask(SteeringWish wish, string question)
    {
        if (_isLive && !_isCommitted)
        {
            if (_tokens.Count == 0 || _tokens[0].Index > 0)
            {
                Context.Notices.Warn(T("learn.beginning-unknown"));
                return;
            }

            wish = wish with { TokensSoFar = TokenIds.Write(_tokens.Where(token => !token.EndsTurn).Select(token => token.Token)) };
        }

        SessionId session = _session!.Value;
        Dialog.Confirm(Kit, T("learn.choose-title"), question, () => Branch(session, wish)).Open();
    }

    // The screen follows the branch before it is started, so that it misses none of its tokens.
    private void Branch(SessionId session, SteeringWish wish) => Context.Jobs.Start(
        T("learn.branching"),
        (_, ct) => Context.Sessions.BranchAsync(session, wish, ct),
        branch =>
        {
            ResponsePace pace = _pace;
            Follow(branch, wish.Position);
            Context.Jobs.StartQuiet(
                ct => Context.Sessions.StartBranchAsync(session, branch, pace, ct),
                answer => Tell(session, answer));
        });

    private void Tell(SessionId session, StartAnswer answer)
    {
        if (answer.Accepted)
        {
            Context.Notices.Say(T("learn.branched", answer.Session.Text, session.Text));
        }
        else
        {
            _isLive = false;
            Context.Notices.Error(answer.Message);
        }
    }

    private void Follow(SessionId branch, StepPosition position)
    {
        (_session, _position, _isLive, _source) = (branch, position, true, T("learn.live"));
        Clear();
        Invalidate();
    }

    private void CompareWithOrigin()
    {
        if (_session is not { } session || _position is not { } position)
        {
            return;
        }

        Context.Jobs.StartQuiet(
            () => SessionReading.WithOrigin(Context.Services.Sessions, session, position),
            pair =>
            {
                if (pair is { First: { } first, Second: { } second })
                {
                    Context.Go.Show(ScreenIds.Session, new ComparedPair(first, second));
                }
                else
                {
                    Context.Notices.Say(T(
                        pair is null ? "learn.no-branch" : pair.First is null ? "learn.no-origin-response" : "learn.no-response-yet"));
                }
            });
    }
}
