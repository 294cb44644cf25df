using Samantha.Actors.ReadAhead;

namespace Samantha.Actors.Tests.ReadAhead;

public class ReadAheadRulesTests
{
    private const long Gibibyte = 1024L * 1024 * 1024;

    [Theory]
    [InlineData(4, 0.0, 2, 16, false, ReadAheadVerdict.Read)]
    [InlineData(4, 0.5, 2, 16, false, ReadAheadVerdict.Read)]
    [InlineData(4, 1.0, 2, 16, false, ReadAheadVerdict.InMemory)]
    [InlineData(4, 0.0, 2, 16, true, ReadAheadVerdict.OnMemoryDisk)]
    [InlineData(4, 0.0, 12, 16, false, ReadAheadVerdict.NoRoom)]
    [InlineData(8, 0.0, 2, 8, false, ReadAheadVerdict.NoRoom)]
    public void A_file_is_read_ahead_when_it_fits_beside_the_loaded_model(
        int file, double inMemory, int loaded, int available, bool memoryDisk, ReadAheadVerdict expected) =>
        Assert.Equal(
            expected,
            ReadAheadRules.Decide(new ReadAheadFacts(
                file * Gibibyte, inMemory, loaded * Gibibyte, available * Gibibyte, memoryDisk)));

    [Fact]
    public void A_small_file_is_left_to_the_load() =>
        Assert.Equal(
            ReadAheadVerdict.TooSmall, ReadAheadRules.Decide(new ReadAheadFacts(1_362_720, 0, 0, 16 * Gibibyte, false)));
}
