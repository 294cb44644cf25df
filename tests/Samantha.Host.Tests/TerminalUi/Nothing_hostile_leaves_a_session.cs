using System.Text.RegularExpressions;
using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Host.Tests.Support;
using Samantha.Terminal.Tests.Text;

namespace Samantha.Host.Tests.TerminalUi;

/// <summary>
/// A journal whose name, models, prompts, responses, outputs and file names are full of sequences that drive terminals, and all
/// the ways out of it that people look at: pages, documents, transcripts, lists.
/// </summary>
public sealed partial class Nothing_hostile_leaves_a_session : IDisposable
{
    private const string Id = "20261122-1004-evil-k3f9";

    private static readonly DateTimeOffset s_start = new(2026, 11, 22, 10, 4, 5, TimeSpan.Zero);

    /// <summary>Every sequence whole, and cut at every place with harmless text between.</summary>
    private static readonly string s_hostile = string.Join(
        " ", EscapeCorpus.All.SelectMany(text => Enumerable.Range(0, text.Length).Select(cut => text[..cut] + "x" + text[cut..])
            .Append(text)));

    private readonly TempFolder _data = new();

    public Nothing_hostile_leaves_a_session()
    {
        DataFolder.Locate(_data.Path).EnsureWritable();
        string folder = Path.Combine(_data.Path, "sessions", Id);
        Directory.CreateDirectory(folder);
        using JournalWriter writer = JournalWriter.Create(folder, SessionId.Parse(Id), TimeProvider.System);
        writer.Append(
            [.. Events().Select(SessionJournals.ToRecord)],
            new SessionSummary("evil\e]2;name\a\u009b2J\u202e", SessionStatusText.Finished, s_start, s_start, 1, 1, 92, 0));
    }

    public void Dispose() => _data.Dispose();

    [Theory(Timeout = 120_000)]
    [InlineData("html")]
    [InlineData("md")]
    public async Task Into_a_page_or_a_document(string format)
    {
        string path = _data.File("evil." + format);
        Outcome export = await Cli.RunAsync("export", Id, "--format", format, "--output", path, "--data", _data.Path);
        export.AssertDone();
        string written = await File.ReadAllTextAsync(path);
        Assert.Contains("owned", written, StringComparison.Ordinal);
        Assert.DoesNotMatch(Forbidden(), written);
    }

    [Fact(Timeout = 120_000)]
    public async Task Into_lists_and_transcripts_of_the_command_line()
    {
        string file = _data.File("evil.jsonl");
        string[][] commands =
            [["sessions"], ["show", Id], ["sessions", "--json"], ["export", Id, "--format", "jsonl", "--output", file]];
        foreach (string[] command in commands)
        {
            Outcome shown = await Cli.RunAsync([.. command, "--data", _data.Path]);
            Assert.Equal(ExitCodes.Done, shown.ExitCode);
            Assert.DoesNotMatch(Forbidden(), shown.All);
        }
    }

    private static SessionEvent[] Events()
    {
        ChainDefinition chain =
            ChainDefinition.FromPrompts(PromptList.Literal(["owned " + s_hostile]), "owned \e]0;t\a\e[2J") with
            {
                Models = [ModelEntry.Of("evil\e[2J\u009b31m")],
                Description = s_hostile,
            };
        var step = new StepPosition(1, 1, 1, 1);
        var outcome = new CodeOutcome
        {
            End = CodeRunEnd.Exited,
            ExitCode = 0,
            Output = [new OutputPart(false, "owned " + s_hostile), new OutputPart(true, s_hostile)],
            Sandbox = "bubblewrap",
            Files = [new ProducedFile("owned\e]2;x\a\e[2J.txt", 1, new string('0', 64))],
        };
        return
        [
            new SessionStarted(1, s_start, Id, ChainJson.Serialize(chain), ChainFingerprint.Of(chain), 42, "0.1.0"),
            new StepStarted(2, s_start, step, 1, "evil\e[2J", Hyperparameters.Default with { Seed = 7 }, 7, s_hostile, s_hostile,
                "owned " + s_hostile),
            new ResponseCommitted(3, s_start, step, 1, "owned " + s_hostile + "\n\n```python\nprint('" + s_hostile + "')\n```", 12, 20,
                100, 900, ResponseStopReason.EndOfTurn, new ExtractedCode("print(62)", [], [])),
            new CodeExecuted(4, s_start, step, 1, outcome),
            new SessionFinished(5, s_start),
        ];
    }

    // Line feeds and tabs are layout; joiners that make emoji are not forbidden.
    [GeneratedRegex(@"[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]")]
    private static partial Regex Forbidden();
}
