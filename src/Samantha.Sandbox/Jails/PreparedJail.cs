using Samantha.Sandbox.Processes;
using Samantha.Sandbox.Running;

namespace Samantha.Sandbox.Jails;

/// <summary>
/// The command that starts a jail, and the folder on the host that its start may need. The folder can go as soon as the program
/// inside has said its first word.
/// </summary>
public sealed class PreparedJail : IDisposable
{
    private readonly string? _folder;

    internal PreparedJail(ChildCommand command, string? folder)
    {
        Command = command;
        _folder = folder;
    }

    public ChildCommand Command { get; }

    public void Dispose()
    {
        if (_folder is not null)
        {
            SandboxPlaces.Remove(_folder);
        }
    }
}
