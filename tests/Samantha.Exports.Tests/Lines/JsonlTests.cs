using System.Text.Json;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Exports.Tests.Support;

namespace Samantha.Exports.Tests.Lines;

/// <summary>JSONL is the form that loses nothing.</summary>
public sealed class JsonlTests
{
    private const string Awkward = "a\u0000\u001b[2J\u202E\u2028\r\n\u00a0\ud83d\ude00 \U000E0041 \"quoted\" <b> \\ \u0085";

    [Fact]
    public void Every_event_comes_back_as_it_was()
    {
        var script = SampleSession.Create();
        var lines = Lines(script.Source);
        Assert.Equal(
            script.Events.Select(SessionEventJson.Serialize),
            lines.Select(line => SessionEventJson.Serialize(SessionEventJson.Deserialize(line))));
    }

    [Fact]
    public void Every_character_comes_back_and_none_of_them_can_drive_a_terminal()
    {
        var line = Lines(new EventScript().Step(EventScript.At(1), Awkward, Awkward).Source)[2];
        Assert.Equal(Awkward, ((ResponseCommitted)SessionEventJson.Deserialize(line)).Text);
        Assert.DoesNotContain(line.EnumerateRunes(), rune => Samantha.Chains.Text.TerminalSanitizer.IsForbidden(rune));
    }

    [Fact]
    public void A_record_of_an_unknown_kind_is_kept_as_it_is()
    {
        var source = new EventScript().Source;
        const string Newer = """{"type":"from-the-future","sequence":2,"x":[1,2]}""";
        var (text, result) = Rendered.Write(
            source with { Records = () => [.. source.Records(), new ExportRecord(Newer, null)] }, ExportFormat.Jsonl);
        Assert.EndsWith(Newer + "\n", text, StringComparison.Ordinal);
        Assert.Equal((2, 1), (result.Records, result.UnknownRecords));
    }

    [Fact]
    public void With_files_their_content_follows_the_run_that_made_them()
    {
        var lines = Lines(SampleSession.Create().Source, new ExportOptions { WithFiles = true });
        var files = lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("type").GetString() == "export-file").ToList();
        Assert.Equal(["rain.png", "page.html"], files.Select(file => file.GetProperty("name").GetString()));
        Assert.Equal(Pictures.BarChart(), files[0].GetProperty("content").GetBytesFromBase64());
        Assert.Equal("L1.M1.R1.P1", files[0].GetProperty("position").GetString());
        Assert.All(files, file => Assert.False(file.TryGetProperty("problem", out _)));
    }

    [Fact]
    public void A_file_longer_than_a_piece_fits_together()
    {
        var content = Enumerable.Range(0, 200_001).Select(i => (byte)(i * 7)).ToArray();
        var source = WithFile("big.bin", content).Source;
        var file = JsonDocument.Parse(Lines(source, new ExportOptions { WithFiles = true })[^1]).RootElement;
        Assert.Equal(content, file.GetProperty("content").GetBytesFromBase64());
        Assert.False(file.TryGetProperty("problem", out _));
    }

    [Theory]
    [InlineData("changed", "other")]
    [InlineData("changed", "data and more of it")]
    [InlineData("changed", "dat")]
    [InlineData("missing", null)]
    public void A_file_that_is_not_the_one_of_the_run_is_told(string problem, string? now)
    {
        var script = WithFile("a.txt", "data"u8.ToArray());
        if (now is not null)
        {
            script.Replace("L1.M1.R1.P1/a.txt", System.Text.Encoding.UTF8.GetBytes(now));
        }

        var source = now is null ? script.Source with { OpenFile = (_, _) => null } : script.Source;
        var (text, result) = Rendered.Write(source, ExportFormat.Jsonl, new ExportOptions { WithFiles = true });
        var last = text.TrimEnd('\n').Split('\n')[^1];
        Assert.Equal(problem, JsonDocument.Parse(last).RootElement.GetProperty("problem").GetString());
        Assert.Equal("L1.M1.R1.P1/a.txt", Assert.Single(result.MissingFiles));
    }

    [Fact]
    public void An_unfinished_response_and_damage_have_lines_of_their_own()
    {
        var source = new EventScript().Begin(EventScript.At(1), "Hello").Source with
        {
            Unfinished = () => new UnfinishedResponse(new StepPosition(1, 1, 1, 1), 1, "so fa", 3),
            Damage = () => "record 4 does not fit",
        };
        var (text, result) = Rendered.Write(source, ExportFormat.Jsonl);
        var types = text.TrimEnd('\n')
            .Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("type").GetString());
        Assert.Equal(["session-started", "step-started", "export-unfinished", "export-damage"], types);
        Assert.Equal("record 4 does not fit", result.Damage);
    }

    [Theory]
    [InlineData(ExportFormat.Html)]
    [InlineData(ExportFormat.Markdown)]
    [InlineData(ExportFormat.Jsonl)]
    [InlineData(ExportFormat.Csv)]
    public void A_session_without_any_record_is_refused_in_words(ExportFormat format)
    {
        var problem = Assert.Throws<FormatException>(() => Rendered.Text(ExportSource.Of([]), format));
        Assert.Contains("nothing has been recorded yet", problem.Message, StringComparison.Ordinal);
    }

    private static EventScript WithFile(string name, byte[] content) => new EventScript()
        .Begin(EventScript.At(1), "Go")
        .Answer(EventScript.At(1), "ok", code: new("x = 1", [], []))
        .Ran(EventScript.At(1), EventScript.Exited(""), (name, content));

    private static string[] Lines(ExportSource source, ExportOptions? options = null) =>
        Rendered.Text(source, ExportFormat.Jsonl, options).TrimEnd('\n').Split('\n');
}
