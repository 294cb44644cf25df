using System.Diagnostics;
using System.Text.Json;
using Samantha.Engine.Client;
using Samantha.ScriptedEngine;

namespace Samantha.Engine.Tests.Client;

/// <summary>The engine's native code in a process of its own, which answers questions until it is disposed.</summary>
internal sealed class NativeProcess : IDisposable
{
    private readonly Process _process;

    public NativeProcess()
    {
        EngineCommand command = Engines.Command("native", EngineLibraries.Find(Engines.Root));
        _process = Process.Start(new ProcessStartInfo(command.FileName, command.Arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
    }

    public bool Lives => !_process.HasExited;

    public async Task<NativeAnswer> AskAsync(NativeQuestion question)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(question, NativeJson.Default.NativeQuestion));
        await _process.StandardInput.FlushAsync();
        string line = await _process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("the native process ended");
        return JsonSerializer.Deserialize(line, NativeJson.Default.NativeAnswer)!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(10_000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
