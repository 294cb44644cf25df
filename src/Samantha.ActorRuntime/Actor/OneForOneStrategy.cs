using Samantha.ActorRuntime.Cells;

namespace Samantha.ActorRuntime.Actor;

/// <summary>The decision is about the failed child only. See the constructor for the limit of restarts.</summary>
public class OneForOneStrategy : SupervisorStrategy
{
    private readonly RestartLimit _limit;

    /// <param name="maxNrOfRetries">Restarts before the next failure stops; 0 never restarts; null or -1 is no limit, but with
    /// a window it means one.</param>
    /// <param name="withinTimeRange">The window in which restarts are counted, from the first failure; null counts for
    /// life.</param>
    /// <param name="decider">From failure to directive.</param>
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
    {
        ArgumentNullException.ThrowIfNull(decider);
        _limit = RestartLimit.Of(maxNrOfRetries, withinTimeRange);
        Decider = decider;
    }

    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries, withinTimeRange, Actor.Decider.From(localOnlyDecider))
    {
    }

    public OneForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
        : this(maxNrOfRetries, RestartLimit.Window(withinTimeMilliseconds), decider) => LoggingEnabled = loggingEnabled;

    public OneForOneStrategy(
        int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, RestartLimit.Window(withinTimeMilliseconds), localOnlyDecider) => LoggingEnabled = loggingEnabled;

    public OneForOneStrategy(IDecider decider)
        : this(null, null, decider)
    {
    }

    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
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
        if (child.MayRestart(_limit, parent.Time))
        {
            ActorCell.RestartChild(child, cause, suspendFirst: false);
        }
        else
        {
            parent.Stop(child.Ref);
        }
    }

    private protected override void Stop(ActorCell parent, ChildEntry child) => parent.Stop(child.Ref);
}
