using System.Diagnostics;
using Samantha.Sandbox.Running;
using Samantha.Sandbox.Tests.Support;

namespace Samantha.Sandbox.Tests.Running;

public sealed class SpareTests(SandboxFixture box) : IClassFixture<SandboxFixture>
{
    private const string Begin = "import sys\n";

    /// <summary>The imports take seconds in which the spare would be slower to get ready.</summary>
    private const string LeaveWhenCold = "if 'pandas' not in sys.modules: print('False'); raise SystemExit\n";

    private static readonly SandboxLimits Limits = SandboxLimits.Default;

    [Fact(Timeout = 120_000)]
    public async Task A_spare_has_done_the_imports_and_is_never_used_twice()
    {
        const string Program = """
            warm = "pandas" in sys.modules
            import pandas
            print(warm, getattr(pandas, "left_behind", None))
            import os
            print(os.path.exists("/tmp/left"), os.path.exists("left"))
            pandas.left_behind = 1
            open("/tmp/left", "w").write("x")
            open("left", "w").write("x")
            """;
        SandboxOutcome cold = await RunAsync(Begin + Program);
        box.Sandbox.KeepSpare(SandboxRules.Closed, Limits);
        for (int i = 0; i < 2; i++)
        {
            SandboxOutcome outcome = await WarmAsync(Begin + LeaveWhenCold + Program);

            Assert.Equal("True None\nFalse False\n", outcome.Stdout);
            Assert.True(
                outcome.DurationMs < cold.DurationMs, $"warm {outcome.DurationMs:0} ms, cold {cold.DurationMs:0} ms");
        }

        Assert.Equal("False None\nFalse False\n", cold.Stdout);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_plot_with_matplotlib_comes_out_as_a_picture()
    {
        string files = box.NewFilesFolder();

        SandboxOutcome outcome = await box.Sandbox.RunAsync(
            new PythonRun(
                "import matplotlib.pyplot as plt\nplt.bar(['a', 'b'], [1, 2])\nplt.savefig('bar.png')\nplt.show()",
                SandboxRules.Closed, Limits, files), null, default);

        Assert.Equal((SandboxEnd.Exited, 0), (outcome.End, outcome.ExitCode));
        Assert.Equal("bar.png", Assert.Single(outcome.Files).Name);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(Path.Combine(files, "bar.png"))[..4]);
    }

    /// <summary>A run that comes before the spare is ready starts cold; so it is tried until the spare was taken.</summary>
    private async Task<SandboxOutcome> WarmAsync(string program)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            SandboxOutcome outcome = await RunAsync(program);
            if (outcome.Stdout.StartsWith("True", StringComparison.Ordinal) || Stopwatch.GetElapsedTime(start).TotalSeconds > 60)
            {
                return outcome;
            }

            await Task.Delay(200);
        }
    }

    private Task<SandboxOutcome> RunAsync(string program) => box.RunAsync(program, Limits);
}
