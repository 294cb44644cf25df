using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;
using Samantha.Chains.Tests.Sessions;

namespace Samantha.Chains.Tests.Stop;

public class BudgetTests
{
    private static StopDecision? Rule(StopSettings stop, SessionState? state = null, StopDisk? disk = null, bool needsLoad = false) =>
        StopRules.Evaluate(TestChains.Of("m", "p") with { Stop = stop }, state ?? SessionState.Empty, null, null, null,
            StopClock.Zero with { Disk = disk }, needsLoad);

    private static SimulatedSession Loaded(SimulatedSession session, string model)
    {
        session.Write((n, at) => new ModelLoaded(n, at, model, "/m.gguf", 1, 1, 512, 512, 1, "model"));
        return session;
    }

    [Fact]
    public void The_budget_of_loads_ends_a_session_before_one_load_too_many_and_not_before_a_step_without_one()
    {
        var state = SessionState.Empty with { Loads = 3 };

        var stop = Rule(new StopSettings(Loads: 3), state, needsLoad: true);
        Assert.Equal(StopRule.Loads, stop!.Rule);
        Assert.Equal("Models have been loaded 3 times, and the next step needs another load: the limit is 3.", stop.Message);
        Assert.Null(Rule(new StopSettings(Loads: 3), state));
        Assert.Null(Rule(new StopSettings(Loads: 4), state, needsLoad: true));
    }

    /// <summary>Each rule alone.</summary>
    public static TheoryData<string, StopSettings> Rules
    {
        get
        {
            var none = new StopSettings(null, OutputLine: null);
            return new()
            {
                { "none", none }, { "default", StopSettings.Default }, { "response line", none with { ResponseLine = "x" } },
                { "response", none with { ResponseMatches = "x" } }, { "output", none with { OutputNotEmpty = true } },
                { "output line", none with { OutputLine = "x" } }, { "output matches", none with { OutputMatches = "x" } },
                { "exit code", none with { ExitCode = 1 } }, { "tokens", none with { TotalTokens = 1 } },
                { "time", none with { WallTime = TimeSpan.FromHours(1) } }, { "steps", none with { Steps = 1 } },
                { "loops", none with { Loops = 1 } }, { "until", none with { Until = new TimeOnly(7, 0) } },
                { "loads", none with { Loads = 1 } }, { "disk", none with { DiskBytes = 1 } },
                { "free disk", none with { DiskFreeBytes = 1 } }, { "failures", none with { FailuresInARow = 1 } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_stored_chain_tells_at_a_glance_whether_it_has_limits(string rule, StopSettings stop)
    {
        var chain = TestChains.Of("m", "p") with { Stop = stop };

        Assert.True(Budgets.Any(stop) == ChainJson.HasLimits(ChainJson.Serialize(chain)), rule);
    }

    [Fact]
    public void Each_rule_is_asked_about_alone() =>
        Assert.Equal(typeof(StopSettings).GetProperties().Count(rule => rule.SetMethod is not null) + 2, Rules.Count);

    [Fact]
    public void A_step_needs_a_load_when_another_model_or_none_is_in_memory()
    {
        var chain = TestChains.Of("a b", "p", "q") with { Stop = new StopSettings(Loads: 1) };
        var plan = Plan.Create(chain, 1);
        bool Needs(SessionState state, string stepId) =>
            SessionDecisions.NeedsLoad(state, plan, StepPosition.TryParse(stepId, out var at) ? at : default);
        var session = SimulatedSession.Begin(chain);
        Assert.True(Needs(session.State, "L1.M1.R1.P1"));
        Loaded(session, "a");

        Assert.False(Needs(session.State, "L1.M1.R1.P2"));
        Assert.True(Needs(session.State, "L1.M2.R1.P1"));
        Assert.True(Needs(session.CrashAfter(2).State, "L1.M1.R1.P1"));

        session.Run();

        Assert.Equal(StopRule.Loads, session.State.LastStop!.Rule);
        Assert.Equal("L1.M1.R1.P2", session.State.LastAnswered!.Value.StepId);
        Assert.Equal("L1.M1.R1.P2 Loads", StopTest.Run(session.Events, new StopSettings(null, Loads: 1))
            .Select(hit => $"{hit.Position} {hit.Rule}").Single());
    }

    [Fact]
    public void Two_entries_of_the_same_file_with_the_same_settings_are_one_load()
    {
        var chain = TestChains.Of("a", "p") with { Models = [ModelEntry.Of("a"), ModelEntry.Of("a") with { Name = "again" }] };
        var session = Loaded(SimulatedSession.Begin(chain), "a");

        Assert.False(SessionDecisions.NeedsLoad(session.State, Plan.Create(chain, 1), new StepPosition(1, 2, 1, 1)));
    }

    [Fact]
    public void The_disk_ends_a_session_when_its_folder_is_full_or_too_little_is_free()
    {
        var disk = new StopDisk(2_000_000_000, 5_500_000_000);

        Assert.Equal("The session's folder holds 2 GB: the limit is 1.5 GB.",
            Rule(new StopSettings(DiskBytes: 1_500_000_000), disk: disk)!.Message);
        Assert.Equal("5.5 GB are left free on the disk of the session: 6 GB must stay free.",
            Rule(new StopSettings(DiskFreeBytes: 6_000_000_000), disk: disk)!.Message);
        Assert.Null(Rule(new StopSettings(DiskBytes: 2_000_000_001, DiskFreeBytes: 5_500_000_000), disk: disk));
        Assert.Null(Rule(new StopSettings(DiskBytes: 1, DiskFreeBytes: long.MaxValue)));
    }

    [Fact]
    public void Failures_in_a_row_end_a_session_and_an_answer_in_between_starts_the_count_anew()
    {
        var chain = TestChains.Of("m", "p", "q", "r") with
        {
            Loops = RepeatCount.Of(9), OnError = OnError.NextStep, Stop = new StopSettings(FailuresInARow: 3),
        };
        var mixed = new SimulatedSession { Failing = run => run.Step.Position.Prompt == 2 ? null : StepFailureReason.EngineFailed };
        var failing = new SimulatedSession
        {
            Failing = run => run.Step.Position.Loop > 2 ? StepFailureReason.EngineFailed : null,
        };

        Assert.Equal(SessionStatus.Finished, mixed.Started(chain).Run().State.Status);
        failing.Started(chain).Run();

        Assert.Equal((StopRule.FailuresInARow, "L3.M1.R1.P3"),
            (failing.State.LastStop!.Rule, failing.State.LastSettled!.Position.StepId));
        Assert.Equal("3 steps in a row failed, the last for the reason EngineFailed: the limit is 3.",
            failing.State.LastStop.Message);
        Assert.Equal("L3.M1.R1.P3", StopTest.Run(failing.Events, new StopSettings(null, FailuresInARow: 3)).First().Position.StepId);
        Assert.Equal(0, failing.Resume().State.FailuresInARow);
    }

    [Fact]
    public void A_past_session_is_asked_about_its_disk_by_what_its_journal_and_files_take()
    {
        var session = SimulatedSession.Begin(TestChains.Of("m", "p") with { Loops = RepeatCount.Of(50) }).Run();
        long bytes = session.Events.Sum(happened => SessionEventJson.Serialize(happened).Length);

        Assert.NotEmpty(StopTest.Run(session.Events, new StopSettings(null, DiskBytes: bytes)));
        Assert.Empty(StopTest.Run(session.Events, new StopSettings(null, DiskBytes: bytes * 3)));
        Assert.Empty(StopTest.Run(session.Events, new StopSettings(null, DiskFreeBytes: long.MaxValue)));
    }

    [Fact]
    public void Every_limit_is_told_with_what_is_used_of_it()
    {
        var stop = new StopSettings(
            TotalTokens: 5000, WallTime: TimeSpan.FromHours(2), Steps: 10, Loops: 8, Until: new TimeOnly(7, 0), Loads: 3,
            DiskBytes: 2_000_000_000, DiskFreeBytes: 1_000_000_000, FailuresInARow: 5);
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var state = SimulatedSession.Begin(TestChains.Of("m", "p") with { Stop = stop }).State with
        {
            ResponseTokens = 1200, StepsAnswered = 4, Loads = 1, FailuresInARow = 2, RunSinceUtc = at,
            LastSettled = new StepOutcome(new StepPosition(3, 1, 1, 1), StepOutcomeKind.Answered),
        };
        var clock = new StopClock(
            TimeSpan.FromMinutes(65), at.AddHours(1), TimeZoneInfo.Utc, new StopDisk(250_000_000, 4_000_000_000));

        var uses = Budgets.Of(state, clock);

        Assert.Equal(
            "tokens 1,200 of 5,000, time 1 h 5 min of 2 h, steps 4 of 10, loops 3 of 8, until 07:00 (6 h left), loads 1 of 3, "
                + "session folder 250 MB of 2 GB, disk 4 GB free, 1 GB must stay, failures in a row 2 of 5",
            BudgetWords.Of(uses));
        Assert.Equal(StopRule.WallTime, Budgets.Tightest(uses)!.Rule);
        Assert.Equal("tokens 1,300 of 5,000", BudgetWords.Of(Budgets.Later(uses, TimeSpan.FromMinutes(1), 100)[0]));
        Assert.Equal("time 1 h 6 min of 2 h", BudgetWords.Of(Budgets.Later(uses, TimeSpan.FromMinutes(1), 100)[1]));
        Assert.Empty(Budgets.Of(SessionState.Empty, clock));
    }

    [Fact]
    public void A_loop_is_used_up_with_its_last_step_and_not_before()
    {
        var session = SimulatedSession.Begin(
            TestChains.Of("a b", "p", "q") with { Loops = RepeatCount.Of(9), Stop = new StopSettings(Loops: 2) });
        string Used(SessionState state) => BudgetWords.Of(Budgets.Of(state, StopClock.Zero));
        SessionState After(string stepId) => session.State with
        {
            LastSettled = new StepOutcome(StepPosition.TryParse(stepId, out var at) ? at : default, StepOutcomeKind.Answered),
        };

        Assert.Equal("loops 0 of 2", Used(session.State));
        Assert.Equal("loops 0 of 2", Used(After("L1.M1.R1.P2")));
        Assert.Equal("loops 0 of 2", Used(After("L1.M2.R1.P1")));
        Assert.Equal("loops 1 of 2", Used(After("L1.M2.R1.P2")));
        Assert.Equal(
            "loops 1 of 2", Used(After("L1.M2.R1.P2") with { Open = new OpenStep(new StepPosition(2, 1, 1, 1), 1) }));

        session.Run();

        Assert.Equal(StopRule.Loops, session.State.LastStop!.Rule);
        Assert.Equal("loops 2 of 2", Used(session.State));
    }

    [Fact]
    public void The_chain_file_reads_them_writes_them_and_the_options_win()
    {
        const string Text = "chain { models = [m], prompts = x, stop { loads = 20, disk = 2 GB, disk-free = 5 GB, failures-in-a-row = 7 } }";
        var read = ChainFileReader.Read(Text, "c", name => FileText.Failed(name, "no files"));

        Assert.Empty(read.Diagnostics.Where(found => found.IsError));
        Assert.Equal(
            new StopSettings(Loads: 20, DiskBytes: 2_000_000_000, DiskFreeBytes: 5_000_000_000, FailuresInARow: 7), read.Chain!.Stop);
        var again = ChainJson.Deserialize(ChainJson.Serialize(read.Chain));
        Assert.Equal(read.Chain.Stop, again.Stop);
        Assert.Equal(
            new StopSettings(Loads: 1, DiskBytes: 1_000_000, DiskFreeBytes: 3_000_000, FailuresInARow: 2),
            new ChainOptions { StopLoads = 1, StopDiskBytes = 1_000_000, StopDiskFreeBytes = 3_000_000, StopFailuresInARow = 2 }
                .ApplyTo(read.Chain).Stop);
        Assert.Equal(4, StopRules.Describe(read.Chain with { Stop = read.Chain.Stop with { ResponseLine = null } }).Length);
    }

    [Theory]
    [InlineData("loads = 0", "loads")]
    [InlineData("disk = 10 kB", "disk")]
    [InlineData("disk-free = much", "disk-free")]
    [InlineData("failures-in-a-row = -1", "failures-in-a-row")]
    public void A_wrong_budget_is_an_error_that_names_it(string setting, string name) =>
        Assert.Contains(
            ChainFileReader.Read("chain { models = [m], prompts = x, stop { " + setting + " } }", "c",
                file => FileText.Failed(file, "no files")).Diagnostics,
            found => found.IsError && found.Message.Contains(name, StringComparison.Ordinal));

    [Fact]
    public void A_chain_without_the_newer_budgets_keeps_its_fingerprint() =>
        Assert.DoesNotContain("disk", ChainJson.Serialize(TestChains.Of("m", "p")), StringComparison.Ordinal);
}
