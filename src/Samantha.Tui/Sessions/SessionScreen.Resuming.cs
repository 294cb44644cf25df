using Samantha.Actors.Resuming;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Terminal.Widgets.Popups;

namespace Samantha.Tui.Sessions;

/// <summary>Going on with a session: as it was, or as a declared branch with what was changed since it began.</summary>
public sealed partial class SessionScreen
{
    private void Resume(SessionId session, ResumeTerms terms) => Context.Jobs.Start(
        T("session.resuming"),
        async (_, ct) =>
        {
            StartAnswer answer = await Context.Sessions.ResumeAsync(session, terms, ct).ConfigureAwait(false);
            ResumeDifferences found = answer.Problem == StartProblem.Changed
                ? await Context.Sessions.DifferencesAsync(session, ct).ConfigureAwait(false)
                : ResumeDifferences.None;
            return (answer, found);
        },
        came =>
        {
            if (came.found.IsEmpty)
            {
                GoOn(came.answer);
                return;
            }

            DialogAnswer[] asRecorded = came.found.Models.IsEmpty
                ? [new DialogAnswer(T("session.as-recorded"), () => Resume(session, ResumeTerms.AsRecorded))]
                : [];
            new Dialog(
                Kit, T("session.changed-title"), Changes(session, came.found),
                [new DialogAnswer(T("session.close")), AsBranch(session), .. asRecorded]).Open();
        });

    private void AskToBranch(SessionId session) => Context.Jobs.Start(
        T("session.comparing-chain"),
        (_, ct) => Context.Sessions.DifferencesAsync(session, ct),
        found => new Dialog(
            Kit, T("session.branch-title"),
            found.IsEmpty ? T("session.branch-same", session.Text) : Changes(session, found),
            [new DialogAnswer(T("session.close")), AsBranch(session)]).Open());

    private DialogAnswer AsBranch(SessionId session) => new(T("session.as-branch"), () => Context.Jobs.Start(
        T("session.branching"), (_, ct) => Context.Sessions.BranchAsync(session, ct), GoOn,
        problem => Dialog.Message(Kit, T("session.branch-title"), Context.Texts.Said(problem.Message)).Open()));

    private void GoOn(StartAnswer answer)
    {
        if (answer.Accepted)
        {
            Open(answer.Session);
            return;
        }

        Context.Notices.Error(answer.Message);
        if (answer.Advice is { } advice)
        {
            Context.Notices.Say(advice);
        }
    }

    private string Changes(SessionId session, ResumeDifferences found) => string.Join('\n',
    [
        T("session.changed", session.Text),
        .. found.Chain.Concat(found.Models).Select(line => Samantha.Tui.Texts.OneLine.Of("- " + Context.Texts.Said(line))),
        T("session.changed-help"),
    ]);
}
