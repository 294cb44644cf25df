namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>
/// The same probes without the sandbox, aimed at canaries: each must get through, or it could never fail inside. Everything
/// here is harmless to the machine.
/// </summary>
public sealed class PositiveControlTests : IAsyncLifetime, IDisposable
{
    private readonly AttackRange _range = new();

    public static TheoryData<string> Escaping => AttackFiles.Names(attack => attack.Control == "ESCAPED");

    public static TheoryData<string> Leaving => AttackFiles.Names(attack => attack.Control == "LEFTOVER");

    public Task InitializeAsync()
    {
        _range.Open();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _range.DisposeAsync();

    public void Dispose() => _range.Dispose();

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Escaping))]
    public async Task Without_the_sandbox_it_gets_through(string name)
    {
        var attack = AttackFiles.Named(name);
        var output = "";
        for (var run = 0; run < attack.Runs; run++)
        {
            var scene = _range.NewScene(name);
            output = await PlainPython.RunAsync(_range.Program(attack, scene, inside: false), scene);
            MarkedProcesses.End(MarkedProcesses.Find(scene.Mark));
        }

        Assert.Contains("ESCAPED: ", output, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Leaving))]
    public async Task Without_the_sandbox_it_leaves_a_process_and_the_scan_sees_it(string name)
    {
        var scene = _range.NewScene(name);
        await PlainPython.RunAsync(_range.Program(AttackFiles.Named(name), scene, inside: false), scene);
        var left = MarkedProcesses.Find(scene.Mark);
        MarkedProcesses.End(left);
        Assert.NotEmpty(left);
        Assert.Empty(await MarkedProcesses.LeftAsync(scene.Mark));
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_the_sandbox_the_listeners_are_hit_and_the_changed_files_are_seen()
    {
        var scene = _range.NewScene("control");
        string[] names = ["connect_tcp", "send_udp", "connect_abstract_socket", "connect_path_socket", "write_canary_folder"];
        foreach (var name in names)
        {
            await PlainPython.RunAsync(_range.Program(AttackFiles.Named(name), scene, inside: false), scene);
        }

        Assert.True(_range.Listeners.Hits >= 4, $"{_range.Listeners.Hits} hits");
        Assert.NotEmpty(scene.Changes());
    }
}
