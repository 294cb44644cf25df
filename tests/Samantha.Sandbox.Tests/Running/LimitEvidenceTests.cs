using Samantha.Sandbox.Running;
using Samantha.Sandbox.Tests.Support;

namespace Samantha.Sandbox.Tests.Running;

public sealed class LimitEvidenceTests
{
    private static readonly SandboxLimits Limits = SandboxFixture.Small;
    private static readonly SupervisorEnd Failed = new(1, 0, 0, 1_000_000, []);

    [Theory]
    [InlineData("MemoryError", SandboxLimit.Memory)]
    [InlineData("numpy.core._exceptions._ArrayMemoryError: Unable to allocate 8 GiB", SandboxLimit.Memory)]
    [InlineData("terminate called after throwing an instance of 'std::bad_alloc'", SandboxLimit.Memory)]
    [InlineData("RuntimeError: can't start new thread", SandboxLimit.Processes)]
    [InlineData("BlockingIOError: [Errno 11] Resource temporarily unavailable", SandboxLimit.Processes)]
    [InlineData("OSError: [Errno 27] File too large", SandboxLimit.FileSize)]
    [InlineData("OSError: [Errno 28] No space left on device", SandboxLimit.WorkFolder)]
    public void A_failed_runs_last_words_name_the_limit(string words, SandboxLimit limit)
    {
        Assert.Equal([limit], LimitEvidence.Find(Failed, words, false, 1, Limits).ToArray());
        Assert.Empty(LimitEvidence.Find(Failed with { ExitCode = 0 }, words, false, 1, Limits));
    }

    [Fact]
    public void Facts_count_even_when_the_program_caught_the_error()
    {
        SupervisorEnd fine = Failed with { ExitCode = 0 };

        Assert.Equal([SandboxLimit.WorkFolder], LimitEvidence.Find(fine with { FreeBytes = 0 }, "", false, 1, Limits).ToArray());
        Assert.Equal([SandboxLimit.FileSize], LimitEvidence.Find(fine, "", true, 1, Limits).ToArray());
        Assert.Equal([SandboxLimit.Processes], LimitEvidence.Find(fine, "", false, Limits.Processes, Limits).ToArray());
    }

    [Theory]
    [InlineData(24, 0, true)]
    [InlineData(9, 19_500, true)]
    [InlineData(9, 100, false)]
    [InlineData(11, 19_500, false)]
    public void A_death_by_the_cpu_limit_is_told_from_others(int signal, double cpuMs, bool byCpu) =>
        Assert.Equal(byCpu, LimitEvidence.EndedByCpu(signal, cpuMs, Limits));

    [Theory]
    [InlineData("{\"code\":1,\"signal\":0,\"cpu\":0.5,\"free\":10,\"locked\":[\"/data/a\"]}", true)]
    [InlineData("{\"code\":99999,\"signal\":-5,\"cpu\":1e300,\"free\":-1,\"locked\":[]}", true)]
    [InlineData("{\"code\":1}", false)]
    [InlineData("[]", false)]
    [InlineData("", false)]
    [InlineData("{\"code\":\"x\",\"signal\":0,\"cpu\":0,\"free\":0,\"locked\":[]}", false)]
    [InlineData("{\"code\":1e99,\"signal\":0,\"cpu\":0,\"free\":0,\"locked\":[]}", false)]
    [InlineData("{\"code\":1,\"signal\":0,\"cpu\":0,\"free\":0,\"locked\":[1]}", false)]
    public void A_forged_end_is_bounded_or_refused(string json, bool accepted)
    {
        SupervisorEnd? end = SupervisorEnd.Parse(System.Text.Encoding.UTF8.GetBytes(json));

        Assert.Equal(accepted, end is not null);
        if (end is not null)
        {
            Assert.InRange(end.ExitCode, 0, 255);
            Assert.InRange(end.Signal, 0, 64);
            Assert.True(end.FreeBytes >= 0 && end.CpuMs <= 1e12);
        }
    }

    [Fact]
    public void Figures_read_well()
    {
        Assert.Equal("memory of a process (1.5 GB)", LimitTexts.Describe(SandboxLimit.Memory, SandboxLimits.Default));
        Assert.Equal("wall clock (60 s)", LimitTexts.Describe(SandboxLimit.WallClock, SandboxLimits.Default));
        Assert.Equal("999 bytes", LimitTexts.Bytes(999));
        Assert.Equal("64.5 KB", LimitTexts.Bytes(64_500));
    }
}
