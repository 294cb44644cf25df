using Samantha.Host.Composition;
using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Running;
using Samantha.Tui.Library;
using Samantha.Tui.Ports;

namespace Samantha.Host.TerminalUi;

/// <summary>The desk for a person's own programs; where no interpreter was found it says so instead of running.</summary>
internal sealed class UiCodeDesk(HostServices services) : ICodeDesk
{
    private readonly CodeDesk _desk = new(() => services.Sandbox, services.Data, services.Time);

    public async Task<SandboxReport> ProbeAsync(CancellationToken ct) => services.Python is { Found: null } search
        ? new SandboxReport(null, search.Reason, [])
        : await _desk.ProbeAsync(ct).ConfigureAwait(false);

    public Task<CodeRun> RunAsync(
        string program, string? filesFolder, Action<SandboxOutput>? onOutput, CancellationToken ct) =>
        services.Python is { Found: null } search
            ? throw new LibraryException(search.Reason)
            : _desk.RunAsync(program, filesFolder, onOutput, ct);
}
