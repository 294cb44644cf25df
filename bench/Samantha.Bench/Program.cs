using Samantha.Bench;
using Samantha.Bench.Hostile;
using Samantha.Bench.Interrupting;
using Samantha.Bench.LongRuns;
using Samantha.Bench.TerminalUi;
using Samantha.Bench.WholeSystem;

switch (args)
{
    case ["generate-model", ..]:
        return ModelGenerator.Run(args.AsSpan(1), Console.Out, Console.Error);
    case ["sampling"]:
        return SamplingBenchmark.Run(Console.Out);
    case ["prompts"]:
        return PromptListBenchmark.Run(Console.Out);
    case ["peer", var model, var folder]:
        return await PeerBenchmark.RunAsync(model, folder, Console.Out, Console.Error);
    case ["system", ..]:
        return await SystemBenchmark.RunAsync(args[1..], Console.Out, Console.Error);
    case ["endless", ..]:
        return await EndlessBenchmark.RunAsync(args[1..], Console.Out, Console.Error);
    case ["soak", ..]:
        return await SoakBenchmark.RunAsync(args[1..], Console.Out, Console.Error);
    case ["long-journal", ..]:
        return await LongJournalBenchmark.RunAsync(args[1..], Console.Out, Console.Error);
    case ["swap", ..]:
        return await SwapBenchmark.RunAsync(args[1..], Console.Out, Console.Error);
    case ["ui", ..]:
        return await UiBenchmark.RunAsync(args[1..], Console.Out, Console.Error);
    case ["interrupts", ..]:
        return await InterruptBenchmark.RunAsync(args[1..], Console.Out, Console.Error);
    case ["gguf", ..]:
        return GgufBenchmark.Run(args[1..], Console.Out, Console.Error);
    case ["jail", ..]:
        return await JailBenchmark.RunAsync(args[1..], Console.Out, Console.Error);
    case ["health"]:
        return HealthBenchmark.Run(Console.Out);
    case ["evidence", ..]:
        return await EvidenceBenchmark.RunAsync(args[1..], Console.Out, Console.Error);
    default:
        Console.Error.WriteLine(
            """
            usage: bench generate-model FILE [--type q8_0|q4_0] [--dim N] [--layers N] [--heads N] [--kv-heads N] [--ffn N]
                                             [--vocab N] [--context N] [--seed N]
                   bench sampling
                   bench prompts
                   bench peer FILE bench/node
                   bench system [--repetitions N] [--others-max CORES] [--patience SECONDS] [--model FILE] [--only WORD]
                   bench endless [--steps N]
                   bench soak [--steps N] [--swaps N] [--scripted N] [--minutes N] [--folder DIR]
                   bench long-journal [--responses N]
                   bench swap [--times N]
                   bench ui [--seconds N]
                   bench gguf [--count N]
                   bench jail [--rounds N]
                   bench interrupts [--count N] [--only WORD]
                   bench health
                   bench evidence [--pairs N] [--threads N] [--model FILE]
            """);
        return 2;
}
