namespace Samantha.Hocon.Tests;

/// <summary>Typed reading: what a text may mean, and what is said when it does not.</summary>
public sealed class ScalarReaderTests
{
    [Theory]
    [InlineData("on", true)]
    [InlineData("true", true)]
    [InlineData("off", false)]
    [InlineData("\"false\"", false)]
    public void Booleans(string text, bool expected) => Assert.Equal(expected, HoconScalarReader.ReadBool(Value(text)));

    [Theory]
    [InlineData("0 ms", 0)]
    [InlineData("250", 250)]
    [InlineData("250ms", 250)]
    [InlineData("1.5 s", 1_500)]
    [InlineData("2 minutes", 120_000)]
    [InlineData("3h", 10_800_000)]
    [InlineData("1 day", 86_400_000)]
    [InlineData("2000 micros", 2)]
    [InlineData("3000000 ns", 3)]
    public void Durations(string text, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), HoconScalarReader.ReadDuration(Value(text)));

    [Fact]
    public void An_infinite_duration() =>
        Assert.Equal(Timeout.InfiniteTimeSpan, HoconScalarReader.ReadDuration(Value("infinite")));

    [Theory]
    [InlineData("512", 512)]
    [InlineData("512 b", 512)]
    [InlineData("64 kB", 64_000)]
    [InlineData("64 KiB", 65_536)]
    [InlineData("64K", 65_536)]
    [InlineData("8 MB", 8_000_000)]
    [InlineData("8 MiB", 8_388_608)]
    [InlineData("2G", 2_147_483_648)]
    public void Sizes(string text, long bytes) => Assert.Equal(bytes, HoconScalarReader.ReadSizeBytes(Value(text)));

    [Fact]
    public void Numbers()
    {
        Assert.Equal(-42, HoconScalarReader.ReadInt(Value("-42")));
        Assert.Equal(long.MaxValue, HoconScalarReader.ReadLong(Value("9223372036854775807")));
        Assert.Equal(0.001, HoconScalarReader.ReadDouble(Value("1e-3")));
    }

    [Theory]
    [InlineData("bool", "yes", "on, off, true or false")]
    [InlineData("bool", "no", "on, off, true or false")]
    [InlineData("bool", "True", "on, off, true or false")]
    [InlineData("int", "1.5", "a whole number")]
    [InlineData("int", "3000000000", "a whole number from -2147483648")]
    [InlineData("int", "0x10", "a whole number")]
    [InlineData("long", "9223372036854775808", "a whole number")]
    [InlineData("double", "NaN", "a number such as")]
    [InlineData("double", "1e999", "a number such as")]
    [InlineData("double", "\"1,5\"", "a number such as")]
    [InlineData("duration", "5 us", "a duration")]
    [InlineData("duration", "2 weeks", "a duration")]
    [InlineData("duration", "5w", "a duration")]
    [InlineData("duration", "-5 s", "a duration")]
    [InlineData("duration", "s", "a duration")]
    [InlineData("duration", "1e30 d", "a duration")]
    [InlineData("size", "1.5 MiB", "a size")]
    [InlineData("size", "5 m", "a size")]
    [InlineData("size", "-1", "a size")]
    [InlineData("size", "9999999999999 GiB", "a size")]
    public void Wrong_values_are_refused_at_their_place(string type, string text, string allowed)
    {
        var scalar = Value(text);

        var refused = Assert.Throws<HoconException>(() => Read(type, scalar));

        Assert.Equal(("test.conf", 2, 5), (refused.Source, refused.Line, refused.Column));
        Assert.Contains($"'{scalar.Text}' is not accepted here; expected {allowed}", refused.Problem, StringComparison.Ordinal);
    }

    private static object Read(string type, HoconScalar scalar) => type switch
    {
        "bool" => HoconScalarReader.ReadBool(scalar),
        "int" => HoconScalarReader.ReadInt(scalar),
        "long" => HoconScalarReader.ReadLong(scalar),
        "double" => HoconScalarReader.ReadDouble(scalar),
        "duration" => HoconScalarReader.ReadDuration(scalar),
        _ => HoconScalarReader.ReadSizeBytes(scalar),
    };

    private static HoconScalar Value(string text) => Hocon.Scalar($"\na = {text}", "a");
}
