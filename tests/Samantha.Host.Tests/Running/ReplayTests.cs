using System.Text.Json;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Running;

/// <summary>Answering a recorded session again, through the real program: what differs, and whether that was to be expected.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task A_difference_is_to_be_expected_with_other_threads_and_a_fault_with_the_same()
    {
        (await SamanthaProcess.RunAsync(
            Data, "run", "-p", "Who are you?", "-p", "Say it in other words.", "-m", "samantha-mini", "--threads", "1",
            "--max-tokens", "12")).AssertDone();
        string recorded = (await Cli.RunAsync("sessions", "--json", "--data", Data)).JsonLines()[0].GetProperty("id").GetString()!;
        string forged = Forge(recorded);

        Outcome same = await SamanthaProcess.RunAsync(Data, "replay", recorded, "--verify", "--threads", "2");
        same.AssertDone();
        Assert.Contains("not comparable token by token, whatever is equal: ", same.Error, StringComparison.Ordinal);
        Assert.Contains("threads: 1 then, 2 now", same.Error, StringComparison.Ordinal);

        Outcome expected = await SamanthaProcess.RunAsync(Data, "replay", forged, "--verify", "--threads", "2");
        Assert.Equal(1, expected.ExitCode);
        expected.AssertPlain();
        Assert.Contains("    to be expected: threads: 1 then, 2 now\n", expected.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("not to be expected", expected.Out, StringComparison.Ordinal);
        Assert.Contains(
            "1 of 2 responses differ, the first at L1.M1.R1.P2, token 3, as is to be expected from what changed", expected.Error,
            StringComparison.Ordinal);

        Outcome fault = await SamanthaProcess.RunAsync(Data, "replay", forged, "--verify", "--json");
        Assert.Equal(1, fault.ExitCode);
        JsonElement[] steps = [.. fault.JsonLines().Where(line => line.TryGetProperty("identical", out _))];
        Assert.Equal([true, false], steps.Select(step => step.GetProperty("identical").GetBoolean()));
        Assert.Equal(2, steps[1].GetProperty("tokenIndex").GetInt32());
        Assert.True(steps[1].GetProperty("comparable").GetBoolean());
        Assert.Contains("1 of them without a cause", fault.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_number_of_threads_is_for_a_verification_only() =>
        (await Cli.RunAsync("replay", "last", "--threads", "2", "--data", Data)).AssertFails(2, "--threads", "--verify");

    /// <summary>The same session as a journal of its own, in which the second response has another third token.</summary>
    private string Forge(string session)
    {
        DataFolder data = DataFolder.Locate(Data);
        SessionId id = data.CreateSession("forged", TimeProvider.System);
        using JournalReader reader = JournalReader.Open(data.SessionFolder(SessionId.Parse(session)));
        SessionEvent[] events = [.. SessionJournals.Events(reader).Select(Forge)];
        using JournalWriter writer = JournalWriter.Create(data.SessionFolder(id), id, TimeProvider.System);
        writer.Append(
            [.. events.Select(SessionJournals.ToRecord)],
            new SessionSummary("forged", SessionStatusText.Finished, events[0].AtUtc, events[^1].AtUtc, 2, 2, 24, 0));
        return id.Text;

        SessionEvent Forge(SessionEvent happened) => happened switch
        {
            SessionStarted started => started with { SessionId = id.Text },
            ResponseCommitted { Position.Prompt: 2 } response => response with { TokenIds = Forged(response.TokenIds!) },
            _ => happened,
        };
    }

    private static string Forged(string tokens)
    {
        string[] ids = tokens.Split(' ');
        ids[2] = ids[2] == "7" ? "8" : "7";
        return string.Join(' ', ids);
    }
}
