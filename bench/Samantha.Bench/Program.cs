using Samantha.Bench;

switch (args)
{
    case ["generate-model", ..]:
        return ModelGenerator.Run(args.AsSpan(1), Console.Out, Console.Error);
    case ["sampling"]:
        return SamplingBenchmark.Run(Console.Out);
    case ["peer", var model, var folder]:
        return await PeerBenchmark.RunAsync(model, folder, Console.Out, Console.Error);
    default:
        Console.Error.WriteLine(
            """
            usage: bench generate-model FILE [--type q8_0|q4_0] [--dim N] [--layers N] [--heads N] [--kv-heads N] [--ffn N]
                                             [--vocab N] [--context N] [--seed N]
                   bench sampling
                   bench peer FILE bench/node
            """);
        return 2;
}
