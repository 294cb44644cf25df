namespace Samantha.Hocon.Tests;

/// <summary>Short ways to read and to ask.</summary>
internal static class Hocon
{
    public static HoconObject Parse(string text) => HoconDocument.Parse(text, "test.conf");

    public static string Text(string text, string path) => Scalar(text, path).Text;

    public static HoconScalar Scalar(string text, string path) => Assert.IsType<HoconScalar>(Node(text, path));

    public static HoconNode Node(string text, string path) =>
        Parse(text).TryGet(path, out var node) ? node : throw new InvalidOperationException($"nothing at {path}");

    /// <summary>Reads a text that must be refused; returns "line:column: problem".</summary>
    public static string Refusal(string text)
    {
        var refused = Assert.Throws<HoconException>(() => Parse(text));
        Assert.Equal("test.conf", refused.Source);
        Assert.Equal($"test.conf:{refused.Line}:{refused.Column}: {refused.Problem}", refused.Message);
        return $"{refused.Line}:{refused.Column}: {refused.Problem}";
    }
}
