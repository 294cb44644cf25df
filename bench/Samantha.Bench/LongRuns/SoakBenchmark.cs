namespace Samantha.Bench.LongRuns;

/// <summary>Long runs that look for what grows: resident memory, handles, threads, the journal's log.</summary>
internal static class SoakBenchmark
{
    /// <summary>0: everything stayed flat; 1: something grew or failed; 2: wrong arguments.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        try
        {
            SoakOptions options = SoakOptions.Parse(arguments);
            BenchPlaces places = BenchPlaces.Find();
            bool isFlat = true;
            if (options.Steps > 0)
            {
                isFlat &= await ModelSoak.RunAsync(places, options, output);
                await output.WriteLineAsync();
            }

            if (options.Scripted > 0)
            {
                isFlat &= await ScriptedSoak.RunAsync(places, options, output);
            }

            return isFlat ? 0 : 1;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or OperationCanceledException or IOException)
        {
            await errors.WriteLineAsync($"bench: {error.Message}");
            return error is ArgumentException ? 2 : 1;
        }
    }
}
