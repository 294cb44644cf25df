using Samantha.ActorRuntime.Cells;

namespace Samantha.ActorRuntime.Actor;

/// <summary>
/// The decision about one failed child is carried out on all its siblings too. See the constructor for the limit of restarts.
/// </summary>
public class AllForOneStrategy : SupervisorStrategy
{
    private readonly RestartLimit _limit;

    /// <param name="maxNrOfRetries">Restarts before the next failure stops; 0 never restarts; null or -1 is no limit, but with
    /// a window it means one.</param>
    /// <param name="withinTimeRange">The window in which restarts are counted, from the first failure; null counts for
    /// life.</param>
    /// <param name="decider">From failure to directive.</param>
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
    {
        ArgumentNullException.ThrowIfNull(decider);
        _limit = RestartLimit.Of(maxNrOfRetries, withinTimeRange);
        Decider = decider;
    }

    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries, withinTimeRange, Actor.Decider.From(localOnlyDecider))
    {
    }

    public AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
        : this(maxNrOfRetries, RestartLimit.Window(withinTimeMilliseconds), decider) => LoggingEnabled = loggingEnabled;

    public AllForOneStrategy(
        int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, RestartLimit.Window(withinTimeMilliseconds), localOnlyDecider) => LoggingEnabled = loggingEnabled;

    public AllForOneStrategy(IDecider decider)
        : this(null, null, decider)
    {
    }

    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(null, null, localOnlyDecider)
    {
    }

    public override IDecider Decider { get; }

    /// <summary>-1 is no limit.</summary>
    public int MaxNumberOfRetries => _limit.RestartsMax;

    /// <summary>-1 is no window.</summary>
    public int WithinTimeRangeMilliseconds => _limit.WindowMs;

    private protected override void RestartOrStop(ActorCell parent, ChildEntry child, Exception cause)
    {
        var siblings = parent.LiveChildren();
        if (!Array.TrueForAll(siblings, sibling => sibling.MayRestart(_limit, parent.Time)))
        {
            Stop(parent, child);
            return;
        }

        foreach (var sibling in siblings)
        {
            ActorCell.RestartChild(sibling, cause, suspendFirst: !ReferenceEquals(sibling, child));
        }
    }

    private protected override void Stop(ActorCell parent, ChildEntry child)
    {
        foreach (var sibling in parent.LiveChildren())
        {
            parent.Stop(sibling.Ref);
        }
    }
}
