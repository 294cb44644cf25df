using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Exports.Tests.Support;

namespace Samantha.Exports.Tests;

/// <summary>A long session is exported step by step: what is in memory does not grow with its texts.</summary>
[Collection(AloneCollection.Name)]
public sealed class MemoryTests
{
    private const int Steps = 1000;
    private const int ResponseCharacters = 20_000;

    /// <summary>The texts of all steps take forty million bytes; a line per step and one step take far less.</summary>
    private const long GrowthBytesMax = 12_000_000;

    [Theory(Timeout = 300_000)]
    [InlineData(ExportFormat.Html)]
    [InlineData(ExportFormat.Markdown)]
    [InlineData(ExportFormat.Jsonl)]
    [InlineData(ExportFormat.Csv)]
    public async Task Memory_does_not_grow_with_the_session(ExportFormat format)
    {
        await Task.Yield();
        var before = 0L;
        var growth = 0L;
        IEnumerable<ExportRecord> Records()
        {
            foreach (var sessionEvent in Session())
            {
                if (sessionEvent.Sequence == 2 && before == 0)
                {
                    before = GC.GetTotalMemory(forceFullCollection: true);
                }
                else if (sessionEvent.Sequence == 2 * Steps)
                {
                    growth = Math.Max(growth, GC.GetTotalMemory(forceFullCollection: true) - before);
                }

                yield return ExportRecord.Of(sessionEvent);
            }
        }

        await using var output = new StreamWriter(Stream.Null);
        var result = SessionExport.Write(format, new ExportSource { Records = Records }, ExportOptions.Default, output);
        Assert.Equal(Steps, result.Steps);
        Assert.InRange(growth, long.MinValue, GrowthBytesMax);
        Assert.NotEqual(0, growth);
    }

    private static IEnumerable<SessionEvent> Session()
    {
        yield return new EventScript().Events[0];
        for (var step = 1; step <= Steps; step++)
        {
            var position = new StepPosition(1, 1, 1, step);
            var at = DateTimeOffset.UnixEpoch;
            yield return new StepStarted(
                2 * step, at, position, 1, "m", Chains.Settings.Hyperparameters.Default, 1, "", "", "Go on");
            yield return new ResponseCommitted((2 * step) + 1, at, position, 1,
                $"{step} " + new string('x', ResponseCharacters), 1, 1, 1, 1, ResponseStopReason.EndOfTurn);
        }
    }
}
