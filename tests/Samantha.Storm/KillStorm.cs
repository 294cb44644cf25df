using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Samantha.Storm;

/// <summary>A whole storm: so many kills over sessions of several chains, a few at a time, each session checked at its end.</summary>
public static class KillStorm
{
    private const int AtOnce = 3;

    /// <returns>Whether everything held.</returns>
    public static async Task<bool> RunAsync(int kills, int seed, TextWriter report)
    {
        var clock = Stopwatch.StartNew();
        var hits = new ConcurrentDictionary<(Victim, Moment), int>();
        var problems = new ConcurrentQueue<string>();
        int sessions = 0, responses = 0;
        using var turn = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(BlowPlan.Draw(kills, seed).Where(p => p.Blows.Count > 0).Select(async part =>
        {
            Rows calm = await InTurn(turn, async () =>
            {
                using var session = new StormedSession(part.Chain, [], (_, _) => { });
                return (await session.RunAsync(null)).Rows;
            });
            int fruitless = 0;
            while (part.Blows.TryPeek(out Blow? first) && fruitless < 20)
            {
                await InTurn(turn, async () =>
                {
                    using var session = new StormedSession(
                        part.Chain, part.Blows, (blow, now) => hits.AddOrUpdate((blow.Victim, now), 1, (_, n) => n + 1));
                    (Rows rows, IReadOnlyList<string> wrong) = await session.RunAsync(calm);
                    fruitless = session.Hits > 0 ? 0 : fruitless + 1;
                    Interlocked.Increment(ref sessions);
                    Interlocked.Add(ref responses, rows.Responses.Count);
                    foreach (string problem in wrong)
                    {
                        problems.Enqueue($"./test --storm {kills} --seed {seed}   # {part.Chain.Name}, from kill {first.Number} on: {problem}");
                    }

                    return 0;
                });
            }

            if (part.Blows.TryPeek(out Blow? left))
            {
                problems.Enqueue($"./test --storm {kills} --seed {seed}   # {part.Chain.Name}: {left} found nobody in 20 sessions");
            }
        }));
        foreach (string problem in problems)
        {
            await report.WriteLineAsync(problem);
        }

        await report.WriteLineAsync(Table(hits));
        await report.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{hits.Values.Sum()} kills in {sessions} sessions with {responses} responses, {problems.Count} problems, {clock.Elapsed.TotalSeconds:F0} s"));
        return problems.IsEmpty;
    }

    private static async Task<T> InTurn<T>(SemaphoreSlim turn, Func<Task<T>> work)
    {
        await turn.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }

    private static string Table(IReadOnlyDictionary<(Victim, Moment), int> hits)
    {
        IEnumerable<string> lines = Enum.GetValues<Victim>().Select(victim => string.Concat(
            $"{victim,-8}", string.Concat(Enum.GetValues<Moment>().Select(m => $"{hits.GetValueOrDefault((victim, m)),14}"))));
        return string.Join('\n', [$"{"",-8}{string.Concat(Enum.GetValues<Moment>().Select(m => $"{m,14}"))}", .. lines]);
    }
}
