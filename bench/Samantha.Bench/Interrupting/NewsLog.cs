using System.Diagnostics;
using Samantha.Actors.Hosting;
using Samantha.Actors.Sessions;

namespace Samantha.Bench.Interrupting;

/// <summary>Everything that sessions publish, with the moment at which it came, and waits for more of it.</summary>
internal sealed class NewsLog : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly SessionFeed _feed;
    private readonly Task _reading;
    private readonly List<(long At, SessionNews News)> _all = [];
    private TaskCompletionSource _grew = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NewsLog(SamanthaSystem system)
    {
        _feed = system.Subscribe();
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>A mark to wait from.</summary>
    public int Count
    {
        get
        {
            lock (_all)
            {
                return _all.Count;
            }
        }
    }

    /// <summary>The moment of the first news from the mark on that matches, and the news.</summary>
    public async Task<(long At, SessionNews News)> WaitAsync(int mark, Func<SessionNews, bool> matches)
    {
        using var patience = new CancellationTokenSource(s_patience);
        for (int next = mark; ;)
        {
            Task grew;
            lock (_all)
            {
                for (; next < _all.Count; next++)
                {
                    if (matches(_all[next].News))
                    {
                        return _all[next];
                    }
                }

                grew = _grew.Task;
            }

            try
            {
                await grew.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                string last;
                lock (_all)
                {
                    last = string.Join("; ", _all.TakeLast(5).Select(one => Beginning(one.News)));
                }

                throw new InvalidOperationException($"waited {s_patience} in vain; the last news: {last}");
            }
        }
    }

    public void Clear()
    {
        lock (_all)
        {
            _all.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _feed.Dispose();
        await _reading;
    }

    private static string Beginning(SessionNews news)
    {
        const int Length = 300;
        string text = news.ToString();
        return text.Length > Length ? text[..Length] + "…" : text;
    }

    private async Task ReadAsync()
    {
        await foreach (SessionNews news in _feed.ReadAllAsync())
        {
            lock (_all)
            {
                _all.Add((Stopwatch.GetTimestamp(), news));
                _grew.TrySetResult();
                _grew = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
