using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Running;

namespace Samantha.Sandbox.Tests.Support;

/// <summary>
/// One real sandbox for the tests of a class, and short ways to run programs in it. Fails, never skips, without one.
/// </summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    /// <summary>Small enough that reaching them is quick, large enough for an ordinary program.</summary>
    public static SandboxLimits Small { get; } = new(
        TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20), 400_000_000, 600_000_000, 16, 1_000_000, 4_000_000, 100_000);

    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("samantha-sandbox-tests-");
    private int _runs;

    public PythonSandbox Sandbox { get; } = new(SandboxSettings.Default, TimeProvider.System);

    public string Folder => _files.FullName;

    public string NewFilesFolder() => Path.Combine(_files.FullName, $"files-{Interlocked.Increment(ref _runs)}");

    public Task<SandboxOutcome> RunAsync(
        string program, SandboxLimits? limits = null, SandboxRules? rules = null, Action<SandboxOutput>? onOutput = null,
        CancellationToken ct = default) =>
        Sandbox.RunAsync(new PythonRun(program, rules ?? SandboxRules.Closed, limits ?? Small, NewFilesFolder()), onOutput, ct);

    public async Task InitializeAsync()
    {
        SandboxReport report = await Sandbox.ProbeAsync(CancellationToken.None);
        Assert.True(report.Level == SandboxLevel.Bubblewrap, $"these tests need a working sandbox: {report.Reason}");
    }

    public async Task DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        _files.Delete(recursive: true);
    }
}
