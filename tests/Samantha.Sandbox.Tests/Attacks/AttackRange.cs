using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Running;

namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>
/// Everything that attacks are aimed at: a home with secrets that file rights leave open to all, a secret in the environment, a
/// descriptor left open, listeners on loopback; and the sandbox. One per test class. It refuses to be made without a real
/// sandbox.
/// </summary>
public sealed class AttackRange : IAsyncLifetime, IDisposable
{
    /// <summary>The environment variable of this process that holds the secret.</summary>
    public const string SecretVariable = "SAMANTHA_ATTACK_SECRET";

    /// <summary>One secret for all ranges of the process: an environment has one value per variable.</summary>
    public static string Secret { get; } = "canary" + Convert.ToHexString(RandomNumberGenerator.GetBytes(12));

    /// <summary>Limits that no attack should reach unless it tries; the times leave room for a busy machine.</summary>
    internal static readonly SandboxLimits Limits = new(
        TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10), 384L << 20, 512L << 20, 24, 8L << 20, 24L << 20, 256L << 10);

    private readonly string _base = Path.Combine(
        Path.GetTempPath(), "samantha-canary-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(6)));
    private HostListeners? _listeners;
    private int _runs;

    public AttackRange()
    {
        Environment.SetEnvironmentVariable(SecretVariable, Secret);
        Suite = Path.GetFileName(_base)["samantha-".Length..];
    }

    /// <summary>A word that all runs of this range share and nothing else has.</summary>
    public string Suite { get; }

    public PythonSandbox Sandbox { get; } = new(SandboxSettings.Default, TimeProvider.System);

    internal HostListeners Listeners => _listeners ?? throw new InvalidOperationException("the range is not open yet");

    public async Task InitializeAsync()
    {
        RequireSandbox(await Sandbox.ProbeAsync(CancellationToken.None));
        Open();
    }

    public async Task DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        Dispose();
        if (Directory.Exists(_base))
        {
            Directory.Delete(_base, recursive: true);
        }
    }

    public void Dispose() => _listeners?.Dispose();

    /// <summary>Without a real sandbox every attack would be stopped by luck only, so there is no result at all.</summary>
    internal static void RequireSandbox(SandboxReport report)
    {
        if (report.Level != SandboxLevel.Bubblewrap)
        {
            throw new InvalidOperationException(
                "The attacks say nothing, because the sandbox is not in force: " + report.Reason + " "
                + string.Join(
                    "; ", report.Checks.Where(check => !check.Passed).Select(check => $"{check.Name}: {check.Detail}")));
        }
    }

    /// <summary>Makes the folder and the listeners; alone, it serves the runs without the sandbox.</summary>
    internal void Open()
    {
        Directory.CreateDirectory(_base);
        AttackScene.OpenToAll(_base);
        _listeners ??= new HostListeners(Path.Combine(_base, "door.sock"));
    }

    /// <summary>A fresh home with its secrets, and the mark of the run's processes.</summary>
    internal AttackScene NewScene(string name) => new(Path.Combine(_base, $"{Interlocked.Increment(ref _runs)}-{name}"));

    /// <summary>Short times for an attack that is meant to end by them.</summary>
    internal static SandboxLimits LimitsFor(Attack attack) => Limits with
    {
        WallClock = attack.Limits.Contains(SandboxLimit.WallClock) ? TimeSpan.FromSeconds(2) : Limits.WallClock,
        Cpu = attack.Limits.Contains(SandboxLimit.Cpu) ? TimeSpan.FromSeconds(1) : Limits.Cpu,
    };

    /// <summary>The whole program: the probe with its targets, then the attack.</summary>
    internal string Program(Attack attack, AttackScene scene, bool inside)
    {
        var targets = new Dictionary<string, object>
        {
            ["limits"] = new Dictionary<string, long>
            {
                ["processes"] = Limits.Processes, ["memory"] = Limits.MemoryBytes, ["memory_total"] = Limits.MemoryTotalBytes,
                ["file"] = Limits.FileBytes, ["work_folder"] = Limits.WorkFolderBytes,
            },
            ["mark"] = scene.Mark, ["suite"] = Suite, ["inside"] = inside, ["host_pid"] = Environment.ProcessId,
            ["terces"] = new string([.. Secret.Reverse()]),
            ["home"] = scene.Home, ["secret_file"] = scene.SecretFile, ["keep_file"] = scene.KeepFile,
            ["work"] = inside ? "/work" : scene.PlainWork,
            ["shared_places"] = inside ? new[] { "/work", "/tmp", "/dev/shm", "/var/tmp", "/run" } : [_base],
            ["host_folders"] = new[] { _base, AppContext.BaseDirectory.TrimEnd('/') },
            ["app_folder"] = AppContext.BaseDirectory.TrimEnd('/'),
            ["tcp4"] = Listeners.Tcp4Port, ["tcp6"] = Listeners.Tcp6Port, ["udp4"] = Listeners.Udp4Port,
            ["udp6"] = Listeners.Udp6Port,
            ["abstract"] = Listeners.AbstractName, ["path_socket"] = Listeners.SocketPath,
        };
        var json = Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(targets)));
        return AttackFiles.Probe.Replace("@TARGET@", json, StringComparison.Ordinal) + attack.Source;
    }
}
