using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Samantha.Storm;

/// <summary>A whole storm: so many kills over sessions of several chains, a few at a time, each session checked at its end.</summary>
public static class KillStorm
{
    private const int AtOnce = 3;

    /// <summary>Sessions; a thousand kills take a while.</summary>
    private const int ToldEvery = 20;

    /// <summary>Uninterrupted sessions: each chain has the same transcript every time, so one of each is enough for all storms.</summary>
    private static readonly ConcurrentDictionary<StormChain, Lazy<Task<Rows>>> s_calm = new();

    /// <returns>Whether everything held.</returns>
    public static async Task<bool> RunAsync(int kills, int seed, TextWriter output)
    {
        TextWriter report = TextWriter.Synchronized(output); // Sessions at once tell how it goes.
        var clock = Stopwatch.StartNew();
        var hits = new ConcurrentDictionary<(Victim, Moment), int>();
        var problems = new ConcurrentQueue<string>();
        int sessions = 0, responses = 0;
        using var turn = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(BlowPlan.Draw(kills, seed).Where(p => p.Blows.Count > 0).Select(async part =>
        {
            Rows calm = await InTurn(turn, () => s_calm.GetOrAdd(
                part.Chain, chain => new Lazy<Task<Rows>>(() => RunCalmAsync(chain))).Value);
            int fruitless = 0;
            while (part.Blows.TryPeek(out Blow? first) && fruitless < 20)
            {
                await InTurn(turn, async () =>
                {
                    using var session = new StormedSession(
                        part.Chain, part.Blows, (blow, now) => hits.AddOrUpdate((blow.Victim, now), 1, (_, n) => n + 1));
                    (Rows rows, IReadOnlyList<string> wrong) = await session.RunAsync(calm);
                    fruitless = session.Hits > 0 ? 0 : fruitless + 1;
                    int done = Interlocked.Increment(ref sessions);
                    Interlocked.Add(ref responses, rows.Responses.Count);
                    if (done % ToldEvery == 0)
                    {
                        await report.WriteLineAsync(string.Create(
                            CultureInfo.InvariantCulture, $"{hits.Values.Sum()} kills after {clock.Elapsed.TotalSeconds:F0} s, {problems.Count} problems"));
                    }

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

    private static async Task<Rows> RunCalmAsync(StormChain chain)
    {
        using var session = new StormedSession(chain, [], (_, _) => { });
        return (await session.RunAsync(null)).Rows;
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

    /// <summary>A line for each moment, a column for each victim; a dash where there is nobody to hit.</summary>
    private static string Table(IReadOnlyDictionary<(Victim, Moment), int> hits)
    {
        Victim[] victims = Enum.GetValues<Victim>();
        string Line(string name, Func<Victim, string> figure) =>
            $"{name,-14}{string.Concat(victims.Select(victim => $"{figure(victim),8}"))}";
        return string.Join('\n', [
            Line("kills", victim => victim.ToString()),
            .. Enum.GetValues<Moment>().Select(moment => Line(moment.ToString(), victim =>
                BlowPlan.Has(victim, moment) ? hits.GetValueOrDefault((victim, moment)).ToString(CultureInfo.InvariantCulture) : "-")),
            Line("together", victim => hits.Where(h => h.Key.Item1 == victim).Sum(h => h.Value).ToString(CultureInfo.InvariantCulture)),
        ]);
    }
}
