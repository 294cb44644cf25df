namespace Samantha.Storm;

/// <summary>Draws the kills of a storm from its seed, spread evenly over victims and moments.</summary>
internal static class BlowPlan
{
    private static readonly (Victim, Moment)[] s_scripted =
    [
        (Victim.Host, Moment.Starting), (Victim.Host, Moment.Loading), (Victim.Engine, Moment.Loading),
        (Victim.Host, Moment.Prefill), (Victim.Engine, Moment.Prefill), (Victim.Host, Moment.Decode), (Victim.Engine, Moment.Decode),
        (Victim.Host, Moment.JournalWrite), (Victim.Host, Moment.BetweenSteps), (Victim.Engine, Moment.BetweenSteps),
        (Victim.Host, Moment.JournalWrite), (Victim.Engine, Moment.JournalWrite),
    ];

    private static readonly (Victim, Moment)[] s_model =
    [
        (Victim.Host, Moment.Decode), (Victim.Engine, Moment.Decode), (Victim.Host, Moment.JournalWrite),
        (Victim.Host, Moment.Loading), (Victim.Engine, Moment.Loading), (Victim.Host, Moment.Prefill),
        (Victim.Engine, Moment.Prefill), (Victim.Host, Moment.BetweenSteps),
    ];

    private static readonly (Victim, Moment)[] s_code =
    [
        (Victim.Python, Moment.Code), (Victim.Host, Moment.Code), (Victim.Python, Moment.Code), (Victim.Engine, Moment.Code),
        (Victim.Host, Moment.JournalWrite),
    ];

    /// <summary>Whether any storm aims at this victim in this moment.</summary>
    public static bool Has(Victim victim, Moment moment) =>
        ((ReadOnlySpan<(Victim, Moment)>)[.. s_scripted, .. s_model, .. s_code]).Contains((victim, moment));

    /// <summary>The kills for each chain. A quarter goes to the demonstration model, a fifth to chains that run code.</summary>
    public static IReadOnlyList<(StormChain Chain, Queue<Blow> Blows)> Draw(int kills, int seed)
    {
        var random = new Random(seed);
        int model = (int)Math.Ceiling(kills * 0.24), code = (int)Math.Ceiling(kills * 0.2), scripted = Math.Max(0, kills - model - code);
        return
        [
            (StormChain.Named("scripted-greedy"), Draw(random, s_scripted, scripted / 2, 0, (long)seed * scripted)),
            (StormChain.Named("scripted-seeded"),
                Draw(random, s_scripted, scripted - (scripted / 2), scripted / 2, ((long)seed * scripted) + (scripted / 2))),
            (StormChain.Named("scripted-code"), Draw(random, s_code, code, scripted, (long)seed * code)),
            (StormChain.Named("model-greedy"), Draw(random, s_model, model / 2, scripted + code, (long)seed * model)),
            (StormChain.Named("model-seeded"),
                Draw(random, s_model, model - (model / 2), scripted + code + (model / 2), ((long)seed * model) + (model / 2))),
        ];
    }

    // Chains and seeds that follow one another go on where the one before ended, so that small storms hit every kind together.
    private static Queue<Blow> Draw(Random random, (Victim Victim, Moment Moment)[] kinds, int count, int before, long first)
    {
        var blows = new Queue<Blow>();
        for (int number = 0; number < count; number++)
        {
            (Victim victim, Moment moment) = kinds[(int)((first + number) % kinds.Length)];
            int delayMs = moment switch
            {
                Moment.Starting => random.Next(0, 600),
                Moment.JournalWrite => random.Next(0, 6),
                Moment.BetweenSteps => random.Next(0, 4),
                Moment.Code => random.Next(0, 250),
                _ => random.Next(0, 50),
            };
            blows.Enqueue(new Blow(before + number + 1, victim, moment, random.Next(0, 3), delayMs));
        }

        return blows;
    }
}
