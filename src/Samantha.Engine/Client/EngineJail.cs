using Samantha.Engine.Protocol;
using Samantha.Engine.Server;
using Samantha.Sandbox.Jails;
using Samantha.Sandbox.Processes;

namespace Samantha.Engine.Client;

/// <summary>
/// Decides for one program run whether engines are jailed, and remembers when it turned out that the machine does not let them:
/// that is tried once, not at every change of models.
/// </summary>
public sealed class EngineJail(EngineSandboxWish wish)
{
    private readonly Lazy<string?> _missing = new(Jail.Problem);
    private volatile string? _refused;

    public EngineSandboxWish Wish { get; } = wish;

    /// <summary>Why engines are not jailed here; null while it looks as if they can be.</summary>
    internal string? WhyNot => Wish == EngineSandboxWish.None
        ? "it is switched off (samantha.engine.sandbox = none)"
        : _refused ?? _missing.Value;

    internal void Refuse(string why) => _refused = why;

    /// <exception cref="ChildStartException">The program lies where no jail can show it.</exception>
    internal static PreparedJail Prepare(EngineCommand command, EngineOptions options)
    {
        EnginePlace place = EnginePlace.Of(command);
        string[] folders = [.. place.Folders, options.LibraryFolder];
        return Jail.Prepare(new JailRequest(
            place.Program, command.Arguments, EngineEnvironment.ForJail(options.Environment, place.RuntimeFolder),
            [.. folders.Where(Directory.Exists).Select(Path.GetFullPath)],
            [.. options.ModelFiles.Where(File.Exists).Select(Path.GetFullPath)], EngineProgram.MemoryScore));
    }

    /// <summary>
    /// Whether a failed start says that the jail does not work here. One that was killed or slow says nothing about it.
    /// </summary>
    internal static bool Blames(EngineFailedException failure) =>
        failure.Kind == EngineFailureKind.LibraryMissing || failure is { ExitCode: not null, Signal: null }
        || failure.InnerException is ChildStartException;
}
