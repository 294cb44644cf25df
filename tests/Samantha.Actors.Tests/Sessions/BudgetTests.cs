using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;

namespace Samantha.Actors.Tests.Sessions;

/// <summary>Limits of running sessions that need more than the journal: the disk, and what is in memory.</summary>
public class BudgetTests
{
    [Fact(Timeout = 120_000)]
    public async Task A_session_ends_before_a_load_too_many_and_tells_how_much_is_used_while_it_runs()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine();

        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain("""
            models = ["samantha-mini-q8_0", "samantha-mini-f16"]
            prompts = ["one", "two"]
            loops = endless
            stop { loads = 3 }
            """));

        Assert.Equal(SessionStatusText.Stopped, ended.Status);
        Assert.Equal(3, program.Journal(ended.Session).OfType<ModelLoaded>().Count());
        Assert.Equal(6, program.Responses(ended.Session).Length);
        Assert.Equal(StopRule.Loads, program.Journal(ended.Session).OfType<SessionStopped>().Single().Rule);
        Assert.Contains(
            program.News.OfType<SessionBudgetsUsed>(), news => BudgetWords.Of(news.Budgets) == "loads 2 of 3");
    }

    [Fact(Timeout = 120_000)]
    public async Task Too_little_free_disk_ends_a_session_with_both_figures()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine();

        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain("""
            models = ["samantha-mini-q8_0"]
            prompts = ["one"]
            loops = endless
            stop { disk-free = 900000 GB }
            """));

        SessionStopped stopped = program.Journal(ended.Session).OfType<SessionStopped>().Single();
        Assert.Equal(StopRule.DiskFree, stopped.Rule);
        Assert.EndsWith("900 TB must stay free.", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_disk_of_a_session_is_its_own_files_and_what_its_code_left()
    {
        using var folder = new Storage.TemporaryFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, "journal.db"), new byte[5000]);
        File.WriteAllBytes(Path.Combine(folder.Path, "journal.db-wal"), new byte[700]);

        StopDisk disk = new SessionDisk(folder.Path).Measure(producedBytes: 1_000_000)!;

        Assert.Equal(1_005_700, disk.SessionBytes);
        Assert.InRange(disk.FreeBytes!.Value, 1, long.MaxValue);
        Assert.Null(new SessionDisk(Path.Combine(folder.Path, "gone")).Measure(0));
    }
}
