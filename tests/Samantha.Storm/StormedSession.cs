using System.Text.Json;
using Samantha.Actors.Storage;

namespace Samantha.Storm;

/// <summary>
/// One session in the storm: its hosts one after the other, the kills, and what was acknowledged. A host or an engine is killed at the
/// moment that the plan names, or the session ends before that comes; then the kill waits for the next session.
/// </summary>
internal sealed class StormedSession(StormChain chain, Queue<Blow> blows, Action<Blow, Moment> onHit) : IDisposable
{
    /// <summary>For a host's next sign of life, and for its end.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private const int PythonStartMs = 200;
    private const int PythonLookMs = 10;

    private readonly List<string> _acknowledged = [];
    private string? _session;
    private bool _mayHitEngine = true;
    private int _pythonKills;
    private int _lives;

    public string Folder { get; } = Directory.CreateTempSubdirectory("samantha-storm-").FullName;

    public int Hits { get; private set; }

    /// <summary>Runs the session to its end and says what is wrong with it.</summary>
    public async Task<(Rows Rows, IReadOnlyList<string> Problems)> RunAsync(Rows? calm)
    {
        AddModels();
        var problems = new List<string>();
        while (!await LiveAsync(problems))
        {
            if (++_lives > 200)
            {
                problems.Add("200 hosts did not bring the session to its end");
                break;
            }
        }

        Rows rows = Rows.Read(DataFolder.Locate(Folder).SessionFolder(SessionId.Parse(_session!)));
        if (calm is not null)
        {
            problems.AddRange(Checker.Check(rows, calm, _acknowledged, _pythonKills));
        }

        return (rows, problems);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>One host's life. True when the session is done.</summary>
    private async Task<bool> LiveAsync(List<string> problems)
    {
        using var patience = new CancellationTokenSource(s_patience);
        using var host = new HostProcess(Folder, chain, await ResumableAsync());
        var children = new Dictionary<int, string>();
        Moment now = Moment.Starting;
        blows.TryPeek(out Blow? next);
        int skip = next?.OccasionsToSkip ?? 0;
        bool isDone = false;
        if (next is { Moment: Moment.Starting })
        {
            await Task.Delay(next.DelayMs, patience.Token);
            Hit(host, next, now, children);
        }

        while (await host.ReadLineAsync(patience.Token) is { } line)
        {
            patience.CancelAfter(s_patience);

            // The last line of a host that was killed may be half a line; what it would have said was not said.
            string[] words = line.Split(' ', 2);
            switch (words.Length < 2 ? "" : words[0])
            {
                case "session" when SessionId.TryParse(words[1], out _):
                    _session = words[1];
                    break;
                case "committed" when IsWhole(words[1]):
                    _acknowledged.Add(words[1]);
                    _mayHitEngine |= words[1].Contains("\"response-committed\"", StringComparison.Ordinal);
                    break;
                case "at" when Enum.TryParse(words[1], out Moment moment):
                    now = moment;
                    break;
                case "ended" or "refused":
                    isDone = words[0] == "refused" ? words[1].Contains("has finished", StringComparison.Ordinal)
                        : words[1].StartsWith("finished", StringComparison.Ordinal);
                    if (!isDone)
                    {
                        problems.Add(line);
                        isDone = true;
                    }

                    break;
            }

            // Two kills of engines without a response in between put the model's file under quarantine, as they should.
            if (words[0] == "at" && next is not null && next.Moment == now && (next.Victim != Victim.Engine || _mayHitEngine)
                && skip-- <= 0)
            {
                if (next.DelayMs > 0)
                {
                    await Task.Delay(next.DelayMs, patience.Token);
                }

                // The sandbox has begun; the interpreter in it needs a moment.
                bool isHit = Hit(host, next, now, children);
                for (int waitedMs = 0; !isHit && next.Victim == Victim.Python && waitedMs < PythonStartMs; waitedMs += PythonLookMs)
                {
                    await Task.Delay(PythonLookMs, patience.Token);
                    isHit = Hit(host, next, now, children);
                }

                if (isHit)
                {
                    blows.TryPeek(out next);
                    skip = next?.OccasionsToSkip ?? 0;
                    if (next?.Moment == Moment.Starting)
                    {
                        next = null; // The next host's.
                    }
                }
                else
                {
                    skip = 0;
                }
            }
        }

        patience.CancelAfter(s_patience);
        await host.WaitForExitAsync(patience.Token);
        string errors = await host.Errors;
        if (errors.Length > 0)
        {
            problems.Add($"a host wrote to standard error: {errors}");
        }

        await SeeChildrenGoAsync(children, problems);
        return isDone;
    }

    private bool Hit(HostProcess host, Blow blow, Moment now, Dictionary<int, string> children)
    {
        if (blow.Victim == Victim.Host)
        {
            foreach (int child in host.Descendants())
            {
                children[child] = HostProcess.CommandLine(child);
            }
        }

        if (!host.Kill(blow.Victim))
        {
            return false;
        }

        blows.Dequeue();
        Hits++;
        _mayHitEngine = blow.Victim != Victim.Engine;
        _pythonKills += blow.Victim == Victim.Python ? 1 : 0;
        onHit(blow, now);
        return true;
    }

    /// <summary>Nothing of a dead host may live on: no engine, no sandbox.</summary>
    private static async Task SeeChildrenGoAsync(Dictionary<int, string> children, List<string> problems)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (children.Where(c => HostProcess.IsAlive(c.Key, c.Value)).ToArray() is { Length: > 0 } alive)
        {
            if (patience.IsCancellationRequested)
            {
                problems.Add($"outlived its host by ten seconds: {alive[0].Value.Replace('\0', ' ')}");
                return;
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }

    // A host that died before its first event leaves nothing to resume: the chain is started again, as a person would.
    private async Task<string?> ResumableAsync()
    {
        if (_session is null)
        {
            return null;
        }

        string journal = Path.Combine(DataFolder.Locate(Folder).SessionFolder(SessionId.Parse(_session)), "journal.db");
        if (_acknowledged.Count == 0 && (!File.Exists(journal) || await Task.Run(() => IsEmpty(journal))))
        {
            _session = null;
        }

        return _session;
    }

    private static bool IsWhole(string json)
    {
        try
        {
            using JsonDocument parsed = JsonDocument.Parse(json);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsEmpty(string journal)
    {
        try
        {
            return Rows.Read(Path.GetDirectoryName(journal)!).Lines.Count == 0;
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return true; // Not even its tables were there.
        }
    }

    private void AddModels()
    {
        string models = Path.Combine(Folder, "test-models");
        Directory.CreateDirectory(models);
        foreach (string name in new[] { "alpha", "beta" })
        {
            File.Copy(Places.Model, Path.Combine(models, $"{name}.gguf"));
        }
    }
}
