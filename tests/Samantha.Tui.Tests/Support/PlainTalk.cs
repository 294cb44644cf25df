using System.Collections.Concurrent;
using System.Text;
using Samantha.Tui.Plain;

namespace Samantha.Tui.Tests.Support;

/// <summary>Types lines into plain mode and listens to what it says, line after line; nothing is heard twice.</summary>
internal sealed class PlainTalk : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly BlockingCollection<string> _typed = [];
    private readonly Heard _heard = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly Task<int> _run;

    public PlainTalk(RealServices services, string lang) => _run = PlainProgram.RunAsync(
        services, new Typed(_typed), _heard, name => name == "LANG" ? lang : null, "", _cancel.Token);

    public string All => _heard.All;

    public void Type(string line) => _typed.Add(line);

    public async Task<string> HearsAsync(Func<string, bool> wanted)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (true)
        {
            if (await _heard.NextAsync(patience.Token) is not { } line)
            {
                Assert.Fail("Waited in vain; this was said:\n" + All);
                return "";
            }

            if (wanted(line))
            {
                return line;
            }
        }
    }

    public Task<int> EndsAsync() => _run.WaitAsync(s_patience);

    public async ValueTask DisposeAsync()
    {
        _typed.CompleteAdding();
        await _cancel.CancelAsync();
        await _run.WaitAsync(s_patience);
        _cancel.Dispose();
        _typed.Dispose();
        _heard.Dispose();
    }

    private sealed class Typed(BlockingCollection<string> lines) : TextReader
    {
        public override string? ReadLine() => lines.TryTake(out string? line, Timeout.Infinite) ? line : null;
    }

    private sealed class Heard : TextWriter
    {
        private readonly ConcurrentQueue<string> _lines = new();
        private readonly SemaphoreSlim _there = new(0);
        private readonly StringBuilder _all = new();

        public override Encoding Encoding => Encoding.UTF8;

        public string All
        {
            get
            {
                lock (_all)
                {
                    return _all.ToString();
                }
            }
        }

        public override void WriteLine(string? value)
        {
            lock (_all)
            {
                _all.AppendLine(value);
            }

            _lines.Enqueue(value ?? "");
            _there.Release();
        }

        public async Task<string?> NextAsync(CancellationToken ct)
        {
            try
            {
                await _there.WaitAsync(ct);
                return _lines.TryDequeue(out string? line) ? line : null;
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }
    }
}
