using Samantha.Actors.Hosting;
using Samantha.Actors.Journal;
using Samantha.Actors.Resuming;
using Samantha.Actors.Storage;
using Samantha.Chains.Steering;
using Samantha.Engine.Protocol;
using Samantha.Host.Running;

namespace Samantha.Host.Learning;

/// <summary>A run that a person steers from its tokens: where a session ends for a wish, its branch goes on in the same terminal.</summary>
internal sealed class LearnRun(LearnRunView view, ResponsePace pace)
{
    private StepKeys? _keys;

    public LearnRunView View => view;

    /// <summary>Begins to read what the person types, when tokens wait for that.</summary>
    public void Begin(SamanthaSystem system, SessionId session)
    {
        if (pace.Step)
        {
            _keys = new StepKeys(system, session, view, pace);
            _keys.Start();
        }
    }

    /// <summary>The session to go on with, and how it is started; null when the person wants nothing else.</summary>
    public async Task<NextSession?> NextAsync(SamanthaSystem system, SessionId ended)
    {
        if (_keys?.TakeWish() is not { } wish)
        {
            return null;
        }

        try
        {
            SessionId branch = await system.BranchAsync(ended, wish).ConfigureAwait(false);
            _keys.Session = branch;
            view.Note($"{branch} is a branch of {ended}, which samantha resume {ended} goes on with:");
            Describe(wish).ToList().ForEach(line => view.Note("  " + line));
            return new NextSession(branch, () => system.ResumeAsync(branch, ResumeTerms.AsRecorded, pace));
        }
        catch (Exception e) when (e is BranchException or JournalException)
        {
            view.Say(e.Message);
            return null;
        }
    }

    private static IEnumerable<string> Describe(SteeringWish wish)
    {
        if (wish.Token is { } token)
        {
            yield return $"token {wish.Index + 1} of {wish.Position}: {wish.Replaced} -> {token}";
        }

        if (wish.Settings is not null)
        {
            yield return $"other settings from token {wish.Index + 1} of {wish.Position} on";
        }
    }
}
