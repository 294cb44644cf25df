using System.Text.Json;
using Samantha.Actors.Sessions;
using Samantha.Chains.Sessions;
using Samantha.Engine.Protocol;

namespace Samantha.Bench.Interrupting;

/// <summary>A phase of a session: how to get into it, how to know that it is there, and what is aimed at.</summary>
/// <param name="Name">For the table.</param>
/// <param name="AimMs">For 99 of 100 commands.</param>
/// <param name="SpreadMs">The command comes at a random moment within so much time after the phase has begun.</param>
internal sealed record InterruptPhase(string Name, double AimMs, int SpreadMs)
{
    private const string Long = "Count from 1 to 1000 and say something about each number.";

    public static IReadOnlyList<InterruptPhase> All { get; } =
    [
        new("download", 1000, 100)
        {
            Chain = (_, server) => Chain1(server.NewUrl(), Long), Begins = news => news is StepDownloadProgressed { ReceivedBytes: > 0 },
        },
        new("load, 495 M parameters", 1000, 300)
        {
            Chain = (places, _) => Chain1(places.LargeModel, Long), UnloadsFirst = true,
            Begins = news => news is StepLoadProgressed { Progress.Phase: LoadPhase.Reading or LoadPhase.Loading },
        },
        new("prefill of 3,500 tokens, 495 M parameters", 1000, 3000)
        {
            Chain = (places, _) => Chain1(places.LargeModel, string.Concat(Enumerable.Range(1, 850).Select(i => $"{i} "))),
            Begins = news => news is StepPrefillProgressed { TotalTokens: > 1000 },
        },
        new("decode, 495 M parameters", 250, 500)
        {
            Chain = (places, _) => Chain1(places.LargeModel, Long), Begins = news => news is StepTextStreamed,
        },
        new("decode, demonstration model", 250, 100)
        {
            Chain = (places, _) => Chain1(places.DemonstrationModel, Long), Begins = news => news is StepTextStreamed,
        },
        new("code in the sandbox", 1000, 300)
        {
            Scripted = ["--reply=```python\nprint(1, flush=True)\nwhile True: pass\n```\n"],
            Chain = (places, _) => Chain1(places.DemonstrationModel, Long) + "\nrun-code = on",
            Begins = news => news is StepCodePrinted,
        },
        new("between steps", 1000, 0)
        {
            Scripted = [],
            Chain = (places, _) => Chain1(places.DemonstrationModel, "one"),
            Begins = news => news is SessionEventRecorded { Event: ResponseCommitted },
            IsBetweenSteps = true,
        },
        new("engine stopped by SIGSTOP", 1000, 100)
        {
            Chain = (places, _) => Chain1(places.DemonstrationModel, Long), Begins = news => news is StepTextStreamed,
            Before = system => system.SignalEngineAsync("-STOP"),
        },
    ];

    public required Func<BenchPlaces, SlowModelServer, string> Chain { get; init; }

    public required Func<SessionNews, bool> Begins { get; init; }

    /// <summary>Arguments of the scripted engine; null is the real one.</summary>
    public string[]? Scripted { get; init; }

    public bool UnloadsFirst { get; init; }

    /// <summary>A skip has nothing to skip there: its answer is its effect.</summary>
    public bool IsBetweenSteps { get; init; }

    /// <summary>Done in the phase, right before the command.</summary>
    public Func<SystemHere, Task>? Before { get; init; }

    private static string Chain1(string model, string prompt) =>
        $$"""
        models = [{{JsonSerializer.Serialize(model)}}]
        prompts = [{{JsonSerializer.Serialize(prompt)}}]
        loops = endless
        hyperparameters { temperature = 0.8, top_k = 40, repeat_penalty = 0 }
        """;
}
