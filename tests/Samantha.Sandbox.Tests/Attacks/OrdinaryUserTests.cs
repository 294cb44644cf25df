using System.Diagnostics;
using System.Text.Json;
using Samantha.Sandbox.Running;
using Samantha.SandboxRunner;

namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>
/// Representative attacks from a helper process: as user 65534 when the tests run as root (the sandbox then takes its other way,
/// without dropping rights), as this user otherwise. The helper also counts the processes left below it, marked or not.
/// </summary>
public sealed class OrdinaryUserTests(AttackRange range) : IClassFixture<AttackRange>
{
    private const string Nobody = "65534";

    private static readonly string[] Names =
    [
        "connect_tcp", "daemon_outlives_parent", "fork_storm", "fork_until_refused", "kill_everything", "make_user_namespace",
        "memory_in_many_processes", "memory_in_one_process", "output_flood", "read_every_environ", "read_home_canary",
        "result_stream_forged", "sleep_for_ever", "write_canary_folder",
    ];

    [Fact(Timeout = 180_000)]
    public async Task An_ordinary_user_is_held_in_the_same_way()
    {
        var scene = range.NewScene("ordinary-user");
        var attacks = Names.ToDictionary(name => name, AttackFiles.Named);
        foreach (var (name, attack) in attacks)
        {
            var path = Path.Combine(scene.Writable, name);
            await File.WriteAllTextAsync(path + ".py", range.Program(attack, scene, inside: true));
            await File.WriteAllTextAsync(path + ".json", JsonSerializer.Serialize(AttackRange.LimitsFor(attack)));
        }

        var hits = range.Listeners.Hits;
        var lines = await RunAsync(scene);
        var report = JsonSerializer.Deserialize<RunnerReport>(lines[0])!;
        Assert.True(report.Level == "Bubblewrap", $"the sandbox is not in force for {report.User}: {report.Reason}");
        Assert.NotEqual("root", report.User);

        var results = lines[1..].Select(line => JsonSerializer.Deserialize<RunnerResult>(line)!)
            .ToDictionary(result => result.Name);
        Assert.Equal(Names, results.Keys.Order(StringComparer.Ordinal));
        var left = await MarkedProcesses.LeftAsync(scene.Mark);
        MarkedProcesses.End(left);
        foreach (var (name, result) in results)
        {
            var limits = AttackRange.LimitsFor(attacks[name]);
            var files = Path.Combine(scene.Writable, "files-" + name);
            var traces = new AttackTraces(
                left, range.Listeners.Hits - hits, scene.Changes(),
                ProducedFolder.Complaints(files, result.Outcome, limits),
                TimeSpan.FromMilliseconds(result.Outcome.DurationMs));
            var complaints = AttackJudge.Complaints(attacks[name], result.Outcome, traces, limits);
            Assert.True(
                complaints.Count == 0,
                $"{name}: {string.Join("; ", complaints)}\n{AttackJudge.Describe(result.Outcome)}");
            Assert.True(result.ProcessesLeft == 0, $"{name} left {result.ProcessesLeft} processes below the helper");
        }
    }

    private static async Task<string[]> RunAsync(AttackScene scene)
    {
        // The other user may not be able to read the folder that this repository lies in.
        var place = Path.Combine(scene.Writable, "runner");
        Directory.CreateDirectory(place);
        string[] files = ["Samantha.SandboxRunner.dll", "Samantha.SandboxRunner.runtimeconfig.json", "Samantha.Sandbox.dll"];
        foreach (var name in files)
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, name), Path.Combine(place, name));
        }

        string[] drop = Environment.UserName == "root"
            ? ["setpriv", "--reuid", Nobody, "--regid", Nobody, "--clear-groups", "--no-new-privs"] : ["env"];
        ProcessStartInfo start = new(drop[0])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = scene.Writable,
        };
        foreach (var argument in drop[1..].Concat(["dotnet", Path.Combine(place, "Samantha.SandboxRunner.dll"), scene.Writable]))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_CLI_HOME"] = start.Environment["HOME"] = scene.Writable;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{drop[0]} did not start");
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"the helper ended with exit code {process.ExitCode}: {await errors}");
            return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
