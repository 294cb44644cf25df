using Samantha.Bench;

return args switch
{
    ["sampling"] => SamplingBenchmark.Run(Console.Out),
    _ => 2,
};
