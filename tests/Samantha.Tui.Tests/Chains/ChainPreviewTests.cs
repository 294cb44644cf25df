using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.Chains;
using Samantha.Tui.Library;
using Samantha.Tui.Ports;
using Samantha.Tui.Tests.Support;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Tests.Chains;

public sealed class ChainPreviewTests
{
    [Fact(Timeout = 60_000)]
    public async Task Warnings_and_ignored_prompts_stand_at_their_place()
    {
        string[] lines = await LinesAsync(
            """
            chain {
              models = ["samantha-mini"]
              prompts = ["one"]
              hyperparameters { temperature = 0, top_k = 5 }
            }
            """,
            "[Before]\nfirst\n$$$\n---second\n$$$\nthird {temperature=2}\n$$$\n");
        int first = IndexOf(lines, "   1  Before first");
        int ignored = IndexOf(lines, "ignored: ---second");
        int third = IndexOf(lines, "   2  Before third");
        Assert.True(first < ignored && ignored < third, string.Join('\n', lines));
        Assert.Contains("in front of each: Before", string.Join('\n', lines), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_forecast_says_how_many_loads_are_saved()
    {
        string[] lines = await LinesAsync(
            """
            chain {
              models = ["samantha-mini-q8_0", "samantha-mini-f16"]
              prompts = ["one"]
              loops = 3
            }
            """,
            null);
        Assert.Contains(lines, line => line.Contains("2 model loads instead of 6", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_chain_that_cannot_be_read_shows_the_place_of_the_mistake()
    {
        string[] lines = await LinesAsync("chain {\n  models = [\"samantha-mini\"]\n  loops = many\n}", null);
        Assert.Contains(lines, line => line.Contains("error: line 3, column", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_missing_model_is_an_error_with_its_reason()
    {
        string[] lines = await LinesAsync("chain { models = [\"no-such-model\"], prompts = \"Hi\" }", null);
        Assert.Contains("1 error", lines);
        Assert.True(lines.Count(line => line.Contains("no-such-model", StringComparison.Ordinal)) > 1, string.Join('\n', lines));
    }

    [Fact(Timeout = 120_000)]
    public async Task Tokens_are_counted_by_the_models_own_tokenizer()
    {
        await using var services = new RealServices();
        ChainReport report = await services.Checks.CountAsync(
            "chain { models = [\"samantha-mini\"], prompts = \"Hi\" }", "/x/hi.conf", null, CancellationToken.None);
        ReportedCounts counts = Assert.Single(report.Counts);
        Assert.Null(counts.Problem);
        Assert.InRange(Assert.Single(counts.PromptTokens)!.Value, 1, 100);
        Assert.Contains(
            ChainPreview.Lines(TextCatalog.Load("en"), report, "hi.conf"),
            line => line.Text == $"   1  Hi · {counts.PromptTokens[0]} tokens");
    }

    [Fact(Timeout = 60_000)]
    public async Task Spans_lie_inside_their_lines()
    {
        await using var services = new RealServices();
        foreach (ChainFileEntry entry in services.Chains.List())
        {
            string text = services.Chains.ReadText(entry.Path);
            ChainReport report = await services.Checks.LookAsync(text, entry.Path, CancellationToken.None);
            foreach (StyledLine line in ChainPreview.Lines(TextCatalog.Load("pt-BR"), report, entry.Path))
            {
                Assert.All(line.Spans, span => Assert.InRange(span.End, span.Start, line.Text.Length));
                Assert.DoesNotContain('\n', line.Text);
            }

            Assert.Contains(
                ChainPreview.Lines(TextCatalog.Load("en"), report, entry.Path),
                line => line.Spans.Any(span => span.Role == ThemeRole.Heading));
        }
    }

    private static async Task<string[]> LinesAsync(string conf, string? prompts)
    {
        await using var services = new RealServices();
        string path = Path.Combine(services.Folder, prompts is null ? "x.conf" : "x.txt");
        ChainReport report = await services.Checks.LookAsync(prompts ?? conf, path, CancellationToken.None);
        return [.. ChainPreview.Lines(TextCatalog.Load("en"), report, path).Select(line => line.Text)];
    }

    private static int IndexOf(string[] lines, string text)
    {
        int index = Array.FindIndex(lines, line => line.Contains(text, StringComparison.Ordinal));
        Assert.True(index >= 0, $"'{text}' is not in:\n{string.Join('\n', lines)}");
        return index;
    }
}
