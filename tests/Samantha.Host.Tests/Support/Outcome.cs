using System.Text.Json;

namespace Samantha.Host.Tests.Support;

/// <summary>What a command did: its exit code and both streams.</summary>
internal sealed record Outcome(int ExitCode, string Out, string Error)
{
    private const char Escape = '\u001b';

    public string All => Out + Error;

    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public JsonElement[] JsonLines() => [.. Lines.Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>The rules for every error: one message, no stack trace, no control codes.</summary>
    public void AssertFails(int exitCode, params string[] parts)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} instead of {exitCode}\n{All}");
        Assert.StartsWith("samantha: ", Error, StringComparison.Ordinal);
        Assert.Contains("error: ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", All, StringComparison.Ordinal);
        AssertPlain();
        foreach (string part in parts)
        {
            Assert.Contains(part, Error, StringComparison.Ordinal);
        }
    }

    public void AssertDone()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{All}");
        AssertPlain();
    }

    public void AssertPlain() =>
        Assert.DoesNotContain(All, c => c == Escape || (char.IsControl(c) && c is not '\n' and not '\t'));
}
