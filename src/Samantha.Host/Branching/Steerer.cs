using System.Globalization;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Resuming;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Chains.Steering;
using Samantha.Engine.Client;
using Samantha.Host.Commands;
using Samantha.Host.Composition;
using Samantha.Host.Inspection;

namespace Samantha.Host.Branching;

/// <summary>
/// Has a branch made in which a response goes on otherwise from one of its tokens on, and tells what is different in it. It reads the
/// model's vocabulary, to know that the token is there and what it says.
/// </summary>
internal sealed class Steerer(HostServices services, SessionListing session, bool quiet)
{
    /// <param name="step">Null: the session's only response.</param>
    /// <param name="token">From 1, as people count.</param>
    /// <param name="choose">An id or an exact text; null: only settings are changed.</param>
    /// <param name="settings">Null: as before.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<SessionId> BranchAsync(
        StepPosition? step, int token, string? choose, HyperparameterOverrides? settings, CancellationToken ct)
    {
        (SteeringPoint? point, StepPosition position) = Find(step);
        var wish = new SteeringWish(position, token - 1, null, settings);
        SteeringWish asked = choose is null ? wish : wish with { Token = new SteeredToken(-1, choose) };
        Refuse(SessionSteering.Problem(point, asked), position, token);
        if (choose is not null)
        {
            wish = await WithTokenAsync(wish, point!, choose, ct).ConfigureAwait(false);
            Refuse(SessionSteering.Problem(point, wish), position, token);
        }

        var check = new ResumeCheck(
            services.Data, services.Resolver, new ModelHashes(services.Data.ModelHashesFile), _ => new ChainReading(null, IsGone: true));
        try
        {
            SessionId branch = await new SteeredBranches(services.Data, check, CommandTree.Version, services.Time)
                .CreateAsync(session.Id, wish, ct).ConfigureAwait(false);
            Tell(branch, point!, wish);
            return branch;
        }
        catch (BranchException e)
        {
            throw CommandFailure.BadInput(e.Message);
        }
    }

    private void Tell(SessionId branch, SteeringPoint point, SteeringWish wish)
    {
        if (quiet)
        {
            return;
        }

        services.Console.Note($"{branch} is a branch of {session.Id}:");
        SessionSteering.Changes(point, wish).ToList().ForEach(change => services.Console.Note("  " + change));
    }

    private void Refuse(string? problem, StepPosition position, int token)
    {
        if (problem is not null)
        {
            throw CommandFailure.BadInput(
                $"{session.Id}: {problem}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"samantha tokens {session.Id} --step {position} shows its tokens, with --token {token} the candidates of one."));
        }
    }

    private (SteeringPoint? Point, StepPosition Position) Find(StepPosition? step)
    {
        using JournalReader reader = JournalReader.Open(session.Folder);
        StepPosition position = step ?? OnlyStep(reader);
        return (SessionSteering.Find(SessionJournals.Events(reader), position), position);
    }

    private StepPosition OnlyStep(JournalReader reader)
    {
        StepPosition[] answered =
        [
            .. SessionJournals.Events(reader).OfType<ResponseCommitted>()
                .Where(response => response.StopReason != ResponseStopReason.Interrupted)
                .Select(response => response.Position).Distinct().Take(2),
        ];
        return answered switch
        {
            [var one] => one,
            [] => throw CommandFailure.BadInput($"session {session.Id} has no finished response yet"),
            _ => throw CommandFailure.BadInput(
                $"session {session.Id} has several responses; say which one",
                $"--step {answered[0]} is its first one; samantha show {session.Id} names them all."),
        };
    }

    private async Task<SteeringWish> WithTokenAsync(SteeringWish wish, SteeringPoint point, string choose, CancellationToken ct)
    {
        ModelEntry model = point.Before.Chain!.Models.First(entry => entry.Name == point.Started.Model);
        await using EngineClient engine = await VocabularyEngine.OpenAsync(services, model.Model, ct).ConfigureAwait(false);
        string advice = $"samantha tokens {session.Id} --step {wish.Position} --token "
            + $"{(wish.Index + 1).ToString(CultureInfo.InvariantCulture)} shows the candidates with their ids.";
        SteeredToken token = await TokenSearch.FindAsync(engine, choose, advice, ct).ConfigureAwait(false);
        int[] before = [.. TokenIds.Read(point.Committed!.TokenIds)];
        return wish with
        {
            Token = token,
            Replaced = wish.Index < before.Length
                ? await TokenSearch.ByIdAsync(engine, before[wish.Index], ct).ConfigureAwait(false)
                : null,
        };
    }
}
