using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Steering;

/// <summary>
/// Decides what a branch takes over in which a response goes on otherwise: all events before the response, its tokens before the
/// one that is replaced, and the chain as it is. Pure; whoever makes the branch copies the journal.
/// </summary>
public static class SessionSteering
{
    /// <summary>Null when the step has not begun, or has failed.</summary>
    public static SteeringPoint? Find(IEnumerable<SessionEvent> events, StepPosition position)
    {
        var state = SessionState.Empty;
        SteeringPoint? found = null;
        foreach (var happened in events)
        {
            switch (happened)
            {
                case StepStarted started when started.Position == position:
                    found = new SteeringPoint(state, started, null);
                    break;
                case ResponseCommitted committed when committed.Position == position && found is not null && Stands(committed):
                    return found with { Committed = committed };
                case StepFailed failed when failed.Position == position && !failed.WillRetry:
                    found = null;
                    break;
                case ModelSkipped skipped when skipped.Position == position:
                    found = null;
                    break;
            }

            state = state.Apply(happened);
        }

        return found;
    }

    /// <summary>Why the response cannot go on so; null when it can.</summary>
    public static string? Problem(SteeringPoint? point, SteeringWish wish)
    {
        if (point is null || (point.Committed is null && wish.TokensSoFar is null))
        {
            return $"there is no finished response to step {wish.Position}";
        }

        if (wish.TokensSoFar is null && point.Committed is { TokenIds: null, ResponseTokens: > 0 })
        {
            return $"the journal does not say which tokens the response to {wish.Position} has";
        }

        if (wish.Token is null && wish.Settings is not { IsNone: false })
        {
            return "nothing would be different: neither another token nor another setting was given";
        }

        var tokens = TokensOf(point, wish);
        var isEnd = wish.Index == tokens.Length
            && (wish.TokensSoFar is not null || point.Committed?.StopReason == ResponseStopReason.EndOfTurn);
        if (wish.Index < 0 || (wish.Index >= tokens.Length && !isEnd))
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"the response to {wish.Position} has {tokens.Length} tokens, so there is no token {wish.Index + 1L}");
        }

        return wish is { Token: { } token, Settings: null } && !isEnd && tokens[wish.Index] == token.Id
            ? $"token {wish.Index + 1} of the response to {wish.Position} is {token} already"
            : null;
    }

    /// <summary>What the branch is told. The wish must have no <see cref="Problem"/>.</summary>
    public static SteeredStep Steer(SteeringPoint point, SteeringWish wish)
    {
        IEnumerable<int> given = TokensOf(point, wish).Take(wish.Index);
        return new SteeredStep(
            wish.Position, TokenIds.Write(wish.Token is { } token ? given.Append(token.Id) : given), wish.Settings);
    }

    /// <summary>What is different from the other session, one line each, as <see cref="SessionBranched.Changes"/> has it.</summary>
    public static ImmutableArray<string> Changes(SteeringPoint point, SteeringWish wish)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        var place = string.Create(CultureInfo.InvariantCulture, $"{wish.Position} token {wish.Index + 1}");
        if (wish.Token is { } token)
        {
            var tokens = TokensOf(point, wish);
            var before = wish.Replaced?.ToString()
                ?? (wish.Index < tokens.Length ? $"id {tokens[wish.Index]}" : "the end of the response");
            lines.Add($"{place}: {before} -> {token}");
        }

        if (wish.Settings is { } settings)
        {
            var before = point.Started.Hyperparameters;
            var after = settings.ApplyTo(before);
            lines.AddRange(HyperparameterTable.Keys
                .Select(key => (key.Name, Before: key.Format(before), After: key.Format(after)))
                .Where(key => key.Before != key.After)
                .Select(key => $"{place}, from there on {key.Name}: {key.Before} -> {key.After}"));
        }

        return lines.ToImmutable();
    }

    private static ImmutableArray<int> TokensOf(SteeringPoint point, SteeringWish wish) =>
        TokenIds.Read(wish.TokensSoFar ?? point.Committed?.TokenIds);

    private static bool Stands(ResponseCommitted committed) =>
        committed.StopReason is not (ResponseStopReason.Interrupted or ResponseStopReason.RejectedByDetector);
}
