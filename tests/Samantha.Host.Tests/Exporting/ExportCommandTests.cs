using System.Text.Json;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;
using Samantha.Exports;
using Samantha.Host.Exporting;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Exporting;

/// <summary>samantha export, on real journals.</summary>
[Collection(AloneCollection.Name)]
public sealed class ExportCommandTests
{
    private const int TimeoutMs = 60_000;

    [Theory(Timeout = TimeoutMs)]
    [InlineData("html", "<!DOCTYPE html>")]
    [InlineData("md", "# Rain\n")]
    [InlineData("jsonl", "{\"type\":\"session-started\"")]
    [InlineData("csv", "step_id,loop,")]
    public async Task Each_format_goes_to_a_file_or_to_standard_output(string format, string beginning)
    {
        using var session = new RecordedSession();
        string file = session.File_("out." + format);
        Outcome toFile = await session.ExportAsync("last", "--format", format, "-o", file);
        toFile.AssertDone();
        Assert.Empty(toFile.Out);
        Assert.Contains($"2 steps of {RecordedSession.Id} written to {file}", toFile.Error);
        Outcome toOutput = await session.ExportAsync("k3f9", "-f", format, "-o", "-");
        Assert.Equal(0, toOutput.ExitCode);
        Assert.StartsWith(beginning, toOutput.Out, StringComparison.Ordinal);
        Assert.StartsWith(beginning, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(session.Data, "*.tmp"));
    }

    [Fact(Timeout = TimeoutMs)]
    public async Task Without_a_name_the_file_is_named_after_the_session()
    {
        using var session = new RecordedSession();
        string before = Environment.CurrentDirectory;
        try
        {
            Environment.CurrentDirectory = session.Data;
            (await session.ExportAsync("last")).AssertDone();
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }

        Assert.True(File.Exists(session.File_(RecordedSession.Id + ".html")));
    }

    [Fact(Timeout = TimeoutMs)]
    public async Task The_ending_of_the_file_decides_the_format()
    {
        using var session = new RecordedSession();
        (await session.ExportAsync("last", "-o", session.File_("a.MD"))).AssertDone();
        Assert.StartsWith("# Rain", await File.ReadAllTextAsync(session.File_("a.MD")), StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeoutMs)]
    public async Task An_existing_file_stays_unless_it_is_to_be_replaced()
    {
        using var session = new RecordedSession();
        string file = session.File_("mine.csv");
        await File.WriteAllTextAsync(file, "precious");
        (await session.ExportAsync("last", "-o", file)).AssertFails(ExitCodes.BadInput, "mine.csv exists already", "--force");
        Assert.Equal("precious", await File.ReadAllTextAsync(file));
        (await session.ExportAsync("last", "-o", file, "--force")).AssertDone();
        Assert.StartsWith("step_id,", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_appears_while_the_export_is_written_stays()
    {
        using var folder = new TempFolder();
        string file = folder.File("a.md");
        CommandFailure failure = Assert.Throws<CommandFailure>(() => ExportFile.Write(file, replace: false, output =>
        {
            output.Write("new");
            File.WriteAllText(file, "precious");
            return 0;
        }));
        Assert.Equal(ExitCodes.BadInput, failure.ExitCode);
        Assert.Equal("precious", File.ReadAllText(file));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact(Timeout = TimeoutMs)]
    public async Task An_export_that_fails_leaves_nothing_behind()
    {
        using var session = new RecordedSession();
        session.Tamper("DELETE FROM record");
        (await session.ExportAsync("last", "-o", session.File_("a.html"))).AssertFails(ExitCodes.Storage, "nothing to export");
        Assert.Empty(Directory.GetFiles(session.Data, "a.html*"));
    }

    [Fact(Timeout = TimeoutMs)]
    public async Task Of_a_damaged_journal_the_intact_beginning_is_exported_and_the_damage_told()
    {
        using var session = new RecordedSession();
        session.Tamper("DELETE FROM record WHERE sequence = 6");
        string file = session.File_("a.html");
        (await session.ExportAsync("last", "-o", file)).AssertFails(ExitCodes.Storage, "the journal is damaged", "intact");
        string page = await File.ReadAllTextAsync(file);
        Assert.Contains("<strong>Damaged.</strong>", page);
        Assert.Contains("It <em>rained</em>.", page);
    }

    [Fact(Timeout = TimeoutMs)]
    public async Task A_running_session_is_exported_with_what_there_is()
    {
        using var session = new RecordedSession();
        session.Tamper("DELETE FROM record WHERE sequence = 7");
        session.Tamper("UPDATE head SET last_sequence = 6, last_checksum = (SELECT checksum FROM record WHERE sequence = 6)");
        using SessionLock held = SessionLock.Acquire(session.Folder, TimeProvider.System);
        Outcome export = await session.ExportAsync("last", "-f", "md", "-o", "-");
        Assert.Equal(0, export.ExitCode);
        Assert.Contains("is running; the export has what there was so far", export.Error);
        Assert.Contains("**Running.**", export.Out);
    }

    [Fact(Timeout = TimeoutMs)]
    public async Task Lines_are_the_events_of_the_journal_and_files_come_on_request()
    {
        using var session = new RecordedSession();
        Outcome shown = await Cli.RunAsync("show", "last", "--json", "--data", session.Data);
        Outcome plain = await session.ExportAsync("last", "-f", "jsonl", "-o", "-");
        Assert.Equal(shown.Lines, plain.Lines);
        Assert.All(plain.Lines, line => SessionEventJson.Deserialize(line));
        Outcome full = await session.ExportAsync("last", "-f", "jsonl", "-o", "-", "--with-files");
        JsonElement file = full.JsonLines().Single(line => line.GetProperty("type").GetString() == "export-file");
        Assert.Equal(RecordedSession.Table, file.GetProperty("content").GetBytesFromBase64());
    }

    [Fact(Timeout = TimeoutMs)]
    public async Task Produced_files_are_linked_from_where_the_page_lies()
    {
        using var session = new RecordedSession();
        (await session.ExportAsync("last", "-o", session.File_("a.html"))).AssertDone();
        Assert.Contains($"href=\"sessions/{RecordedSession.Id}/files/L1.M1.R1.P1/out/table.csv\"",
            await File.ReadAllTextAsync(session.File_("a.html")));
    }

    [Theory(Timeout = TimeoutMs)]
    [InlineData("--format pdf", "--format pdf is not known", "html, md, jsonl, csv")]
    [InlineData("--open -o -", "--open needs a file", "name a file")]
    [InlineData("--with-files --format csv", "--with-files belongs to jsonl", "")]
    [InlineData("-o .", "is a folder", "-o FILE")]
    public async Task What_cannot_be_is_refused_in_words(string options, string problem, string advice)
    {
        using var session = new RecordedSession();
        (await session.ExportAsync(["last", .. options.Split(' ')])).AssertFails(ExitCodes.BadInput, problem, advice);
    }

    [Fact(Timeout = TimeoutMs)]
    public async Task A_session_that_is_not_there_is_named()
    {
        using var session = new RecordedSession();
        (await session.ExportAsync("nosuch")).AssertFails(ExitCodes.BadInput, "nosuch");
    }

    [Fact(Timeout = TimeoutMs)]
    public async Task Open_starts_the_browser_with_the_page_or_says_why_not()
    {
        using var session = new RecordedSession();
        string? before = Environment.GetEnvironmentVariable("BROWSER");
        try
        {
            Environment.SetEnvironmentVariable("BROWSER", "no-such-browser-here");
            Outcome without = await session.ExportAsync("last", "-o", session.File_("a.html"), "--open");
            without.AssertDone();
            Assert.Contains("not opened, because BROWSER is 'no-such-browser-here'", without.Error);
            Assert.Contains(session.File_("a.html"), without.Error);

            Environment.SetEnvironmentVariable("BROWSER", "/bin/true");
            Outcome with = await session.ExportAsync("last", "-o", session.File_("b.html"), "--open");
            with.AssertDone();
            Assert.Contains("opened with true", with.Error);
        }
        finally
        {
            Environment.SetEnvironmentVariable("BROWSER", before);
        }
    }

    [Fact]
    public void Every_format_has_a_name_that_is_read_back()
    {
        Assert.All(Enum.GetValues<ExportFormat>(), format =>
        {
            Assert.True(ExportFormats.TryParse(ExportFormats.NameOf(format), out ExportFormat read));
            Assert.Equal(format, read);
        });
    }
}
