using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Chains.Stop;

namespace Samantha.Chains.Tests.Sessions;

public class SessionEventJsonTests
{
    private static readonly DateTimeOffset s_at = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
    private static readonly StepPosition s_position = new(1, 2, 3, 4);

    /// <summary>
    /// One line of each kind of event, as version 1 writes it, and those that came later: the running of code, receipts,
    /// pause and replacement, branches, steered responses.
    /// These lines are read and written for ever.
    /// </summary>
    private static readonly string[] s_version1 =
    [
        .. Lines("events-v1.jsonl"), .. Lines("events-v1-code.jsonl"), .. Lines("events-v1-receipts.jsonl"),
        .. Lines("events-v1-health.jsonl"), .. Lines("events-v1-control.jsonl"), .. Lines("events-v1-branches.jsonl"),
        .. Lines("events-v1-steering.jsonl"),
    ];

    public static TheoryData<string> Version1 => new(s_version1);

    private static string[] Lines(string file) =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Sessions", "Fixtures", file));

    [Theory]
    [MemberData(nameof(Version1))]
    public void A_line_of_version_1_is_read_and_written_as_it_is(string line)
    {
        var read = SessionEventJson.Deserialize(line);

        Assert.Equal(line, SessionEventJson.Serialize(read));
        Assert.StartsWith($"{{\"type\":\"{SessionEventJson.TypeOf(read)}\"", line, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Version1))]
    public void Members_of_a_newer_version_are_ignored_wherever_they_stand(string line) =>
        Assert.Equal(line, SessionEventJson.Serialize(SessionEventJson.Deserialize("{\"fromTheFuture\":{\"a\":[1]},"
            + line[1..^1] + ",\"z\":null}")));

    [Fact]
    public void Every_kind_of_event_has_a_line_here() =>
        Assert.Equal(
            typeof(SessionEvent).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(SessionEvent))),
            s_version1.Select(line => SessionEventJson.Deserialize(line).GetType()).Distinct().Count());

    [Fact]
    public void Half_a_character_comes_out_as_a_visible_sign_and_then_stays()
    {
        var line = SessionEventJson.Serialize(new StopRequested(1, s_at, false, "a\ud800b\udc00"));
        var read = (StopRequested)SessionEventJson.Deserialize(line);

        Assert.Equal("a\uFFFDb\uFFFD", read.RequestedBy);
        Assert.Equal(read, SessionEventJson.Deserialize(SessionEventJson.Serialize(read)));
    }

    [Fact]
    public void Control_characters_and_NUL_come_back_as_they_were()
    {
        var text = string.Concat(Enumerable.Range(0, 0x300).Select(value => (char)value)) + "\u2028\uFFFF\uFEFF🙂";
        var sent = new ResponseCommitted(1, s_at, s_position, 1, text, 1, 1, 0.1, 1e-9, ResponseStopReason.MaxTokens);
        var line = SessionEventJson.Serialize(sent);

        Assert.Equal(sent, SessionEventJson.Deserialize(line));
        Assert.DoesNotContain('\n', line);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"type\":\"session-finished\"}")]
    [InlineData("{\"type\":\"from-the-future\",\"sequence\":1,\"atUtc\":\"2026-01-02T03:04:05+00:00\"}")]
    [InlineData("{\"type\":\"session-resumed\",\"sequence\":1,\"atUtc\":\"2026-01-02T03:04:05+00:00\",\"programVersion\":null}")]
    [InlineData("{\"type\":\"step-failed\",\"sequence\":1,\"atUtc\":\"2026-01-02T03:04:05Z\",\"position\":\"L0\"}")]
    [InlineData("{\"type\":\"session-finished\",\"sequence\":\"x\",\"atUtc\":\"2026-01-02T03:04:05+00:00\"}")]
    public void A_damaged_or_unknown_line_is_a_format_error(string line) =>
        Assert.Throws<FormatException>(() => SessionEventJson.Deserialize(line));

    [Fact]
    public void A_start_holds_the_whole_chain()
    {
        var chain = TestChains.Of("m", "p\n\"q\"") with { Hyperparameters = new HyperparameterOverrides { Stop = ["\u0001"] } };
        var started = new SessionStarted(1, s_at, "s", ChainJson.Serialize(chain), ChainFingerprint.Of(chain), 1, "0.1.0");

        var state = SessionState.Empty.Apply(SessionEventJson.Deserialize(SessionEventJson.Serialize(started)));

        Assert.Equal(state.Fingerprint, ChainFingerprint.Of(state.Chain!));
    }

    [Fact]
    public void Stop_rules_and_reasons_are_written_by_name() =>
        Assert.Contains(
            "\"reason\":\"user-after-step\"",
            SessionEventJson.Serialize(new SessionStopped(1, s_at, SessionStopReason.UserAfterStep, "", StopRule.Loops)),
                StringComparison.Ordinal);
}
