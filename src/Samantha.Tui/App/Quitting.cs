using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Popups;
using Samantha.Tui.Ports;

namespace Samantha.Tui.App;

/// <summary>
/// What is asked before the program ends: nothing, unless work is unsaved or a session runs. The first answer is always to stay.
/// </summary>
internal sealed class Quitting(ScreenContext context, Func<IEnumerable<Screen>> screens, Action<int> quit)
{
    private const string Stay = "stay";
    private const string Now = "now";
    private const string AfterStep = "after-step";
    private const string Detach = "detach";
    private const string Keep = "keep";

    private bool _waits;

    public void Ask()
    {
        if (_waits)
        {
            // Asked twice: whoever waits for a step to end may leave all the same; the journal has what counts.
            Leave();
        }
        else if (!context.Sessions.Here.IsEmpty)
        {
            AskAboutSessions();
        }
        else
        {
            AskAboutWork();
        }
    }

    private void AskAboutSessions()
    {
        var answers = new List<ListItem>
        {
            Answer(Stay),
            Answer(AfterStep),
            Answer(Now),
        };
        if (context.Services.Detaching is not null)
        {
            answers.Add(Answer(Detach));
        }

        string names = string.Join(", ", context.Sessions.Here);
        new ChoiceDialog(
            context.Kit, context.Texts.Format("quit.running", names), [.. answers], Stay, answer => OnSessions(answer.Id)).Open();
    }

    private void OnSessions(string answer)
    {
        switch (answer)
        {
            case AfterStep:
                Stop(SessionCommand.StopAfterStep, AskAboutWork);
                break;
            case Now:
                Stop(SessionCommand.StopNow, AskAboutWork);
                break;
            case Detach when context.Services.Detaching is { } detaching:
                var sessions = context.Sessions.Here;
                Stop(SessionCommand.StopNow, () => GoOnWithout(detaching, sessions));
                break;
        }
    }

    private void GoOnWithout(IDetaching detaching, IEnumerable<SessionId> sessions) =>
        context.Jobs.Start(
            context.Texts["quit.detaching"],
            async (_, ct) =>
            {
                var openings = new List<Opening>();
                foreach (SessionId session in sessions)
                {
                    openings.Add(await detaching.GoOnWithoutTerminalAsync(session, ct).ConfigureAwait(false));
                }

                return openings;
            },
            openings =>
            {
                if (openings.Find(opening => !opening.Opened) is { } failed)
                {
                    context.Notices.Error(failed.Message);
                    return;
                }

                AskAboutWork();
            });

    private void Stop(SessionCommand command, Action then)
    {
        _waits = true;
        context.Jobs.Start(
            context.Texts["quit.stopping"],
            async (_, ct) =>
            {
                foreach (SessionId session in context.Sessions.Here)
                {
                    await context.Sessions.CommandAsync(session, command, ct).ConfigureAwait(false);
                }

                await context.Sessions.AllEndedAsync(ct).ConfigureAwait(false);
                return true;
            },
            _ =>
            {
                _waits = false;
                then();
            },
            problem =>
            {
                _waits = false;
                context.Notices.Error(problem.Message);
            });
    }

    private void AskAboutWork()
    {
        string[] unsaved = [.. screens().Select(screen => screen.UnsavedWork).OfType<string>()];
        if (unsaved.Length == 0)
        {
            Leave();
            return;
        }

        new ChoiceDialog(
            context.Kit, context.Texts.Format("quit.unsaved", string.Join(", ", unsaved)), [Answer(Stay), Answer(Keep)], Stay,
            answer =>
            {
                if (answer.Id == Keep)
                {
                    Leave();
                }
            }).Open();
    }

    private void Leave()
    {
        foreach (Screen screen in screens())
        {
            screen.KeepDraft();
        }

        quit(0);
    }

    private ListItem Answer(string id) => new(id, context.Texts["quit." + id]);
}
