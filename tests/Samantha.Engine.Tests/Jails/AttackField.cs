using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Samantha.Engine.Client;
using Samantha.Engine.Tests.Client;
using Samantha.Sandbox.Jails;
using Samantha.Sandbox.Processes;
using Samantha.ScriptedEngine;

namespace Samantha.Engine.Tests.Jails;

/// <summary>
/// Everything that an engine which was taken over could go for: a listener, a process, models, a journal, a folder. It runs the
/// attacks inside the jail, with the filter only, or with nothing around them, and tells what became of each.
/// </summary>
public sealed class AttackField : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("samantha-attack-");
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Process _process = Process.Start("sleep", "300");

    public AttackField()
    {
        _listener.Start();
        Model = Make("models/model.gguf");
        OtherModel = Make("models/other.gguf");
        Journal = Make("sessions/20260101-0000-x-abcd/journal.db");
        Scratch = Directory.CreateDirectory(Path.Combine(_folder.FullName, "scratch")).FullName;
    }

    public string Model { get; }

    public string OtherModel { get; }

    public string Journal { get; }

    public string Scratch { get; }

    public bool WasReached => _listener.Pending();

    public bool ProcessLives => !_process.HasExited;

    /// <summary>What the files and the folder look like; equal texts mean that nothing was changed.</summary>
    public string State() => string.Join('\n', _folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .OrderBy(entry => entry.FullName, StringComparer.Ordinal)
        .Select(entry => $"{entry.FullName} {(entry as FileInfo)?.Length} {entry.UnixFileMode} {entry.LastWriteTimeUtc.Ticks}"));

    public async Task<ImmutableSortedDictionary<string, bool>> JailedAsync()
    {
        using PreparedJail jail = EngineJail.Prepare(
            Command(installFilter: true), new EngineOptions(EngineLibraries.Find(Engines.Root)) { ModelFiles = [Model] });
        return await RunAsync(jail.Command);
    }

    public Task<ImmutableSortedDictionary<string, bool>> OutsideAsync(bool withFilter)
    {
        EngineCommand command = Command(withFilter);
        return RunAsync(new ChildCommand(
            command.FileName, command.Arguments, EngineEnvironment.With(new Dictionary<string, string>())));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _listener.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Make(string name)
    {
        FileInfo file = new(Path.Combine(_folder.FullName, name));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, "nothing that anybody may know");
        return file.FullName;
    }

    private EngineCommand Command(bool installFilter)
    {
        int port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        AttackPlan plan = new(installFilter, port, _process.Id, Model, OtherModel, Journal, Scratch);
        return Engines.Command("attack", JsonSerializer.Serialize(plan, AttackJson.Default.AttackPlan));
    }

    /// <returns>For each attack whether it was refused.</returns>
    private static async Task<ImmutableSortedDictionary<string, bool>> RunAsync(ChildCommand command)
    {
        using ChildProcess child = ChildLauncher.Start(command);
        child.CloseInput();
        Task<string> errors = new StreamReader(child.Error).ReadToEndAsync();
        string output = await new StreamReader(child.Output).ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.True(child.ExitCode == 0, $"the attacks ended with {child.ExitCode}: {output}{await errors}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .ToImmutableSortedDictionary(parts => parts[0], parts => parts[1] == "refused");
    }
}
