using System.Runtime.CompilerServices;
using Samantha.Actors.Sessions;

namespace Samantha.Actors.Hosting;

/// <summary>
/// What sessions publish, as a stream for one reader that may be slower than they are. Text of one response that nobody has read
/// yet is joined, and progress keeps only its newest value, so a slow reader falls behind in detail and never in facts; the queue
/// is bounded by <see cref="WaitingMax"/>.
/// </summary>
public sealed class SessionFeed : IDisposable
{
    /// <summary>
    /// News that wait. A reader that is this far behind has stopped reading; then progress and notes are dropped, and events as
    /// the last resort.
    /// </summary>
    public const int WaitingMax = 10_000;

    private readonly Lock _gate = new();
    private readonly LinkedList<SessionNews> _waiting = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly Action<SessionFeed> _onDispose;
    private bool _completed;

    internal SessionFeed(Action<SessionFeed> onDispose) => _onDispose = onDispose;

    /// <summary>How many news were dropped because nobody read.</summary>
    public long Dropped { get; private set; }

    public void Dispose()
    {
        Complete();
        _onDispose(this);
    }

    /// <summary>Everything from now on, until the feed is disposed or the token is cancelled.</summary>
    public async IAsyncEnumerable<SessionNews> ReadAllAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        while (true)
        {
            while (Take() is { } news)
            {
                yield return news;
            }

            if (IsDone())
            {
                yield break;
            }

            await _signal.WaitAsync(ct).ConfigureAwait(false);
        }
    }

    internal void Add(SessionNews news)
    {
        lock (_gate)
        {
            if (_completed || JoinedWithLast(news))
            {
                return;
            }

            if (_waiting.Count >= WaitingMax)
            {
                _waiting.RemoveFirst();
                Dropped++;
            }

            _waiting.AddLast(news);
            Signal();
        }
    }

    internal void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Signal();
        }
    }

    private bool JoinedWithLast(SessionNews news)
    {
        SessionNews? joined = (_waiting.Last?.Value, news) switch
        {
            (StepTextStreamed last, StepTextStreamed next) when
                (last.Session, last.Position, last.Attempt) == (next.Session, next.Position, next.Attempt) =>
                next with { TextDelta = last.TextDelta + next.TextDelta },
            (StepCodePrinted last, StepCodePrinted next) when
                (last.Session, last.Position, last.IsError) == (next.Session, next.Position, next.IsError) =>
                next with { TextDelta = last.TextDelta + next.TextDelta },
            (StepPrefillProgressed last, StepPrefillProgressed next) when last.Session == next.Session => next,
            (StepLoadProgressed last, StepLoadProgressed next) when last.Session == next.Session => next,
            (StepDownloadProgressed last, StepDownloadProgressed next) when last.Session == next.Session => next,
            _ => null,
        };
        if (joined is null)
        {
            return false;
        }

        _waiting.Last!.Value = joined;
        return true;
    }

    private SessionNews? Take()
    {
        lock (_gate)
        {
            if (_waiting.First is not { } first)
            {
                return null;
            }

            _waiting.RemoveFirst();
            return first.Value;
        }
    }

    private bool IsDone()
    {
        lock (_gate)
        {
            return _completed && _waiting.Count == 0;
        }
    }

    private void Signal()
    {
        if (_signal.CurrentCount == 0)
        {
            _signal.Release();
        }
    }
}
