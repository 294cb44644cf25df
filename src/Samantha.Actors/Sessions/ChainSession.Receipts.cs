using Microsoft.Extensions.Logging;
using Samantha.Actors.Steps;
using Samantha.Chains.Sessions;
using Samantha.Engine.Protocol;
using ModelLoaded = Samantha.Chains.Sessions.ModelLoaded;

namespace Samantha.Actors.Sessions;

/// <summary>
/// The ChainSession's fourth part: what is recorded of a model that was loaded, its file's content included. Hashing takes seconds
/// for a large file, so the session does not wait for it, and a session that ends sooner has no hash for that load.
/// </summary>
public sealed partial class ChainSession
{
    private readonly HashSet<string> _hashedPaths = [];
    private string? _sandboxTold;

    private void ReceiveHashes()
    {
        Receive<FileHashed>(_ => !_ended && _writes.State.Status == SessionStatus.Running, m =>
            Record((n, at) => new ModelHashed(n, at, m.Model, m.Path, m.FileBytes, m.Sha256), Nothing));
        Receive<FileHashed>(_ => { }); // Came after the end.
        Receive<FileNotHashed>(m => _log.LogWarning("{Path} could not be hashed: {Why}", m.Path, m.Why));
    }

    private void OnModelReady(StepModelReady ready)
    {
        _step!.Activity = "prefill";
        if (!ready.LoadedNow)
        {
            return;
        }

        LoadedModel model = ready.Model;
        if (model.TemplateFallbackReason is { } fallback)
        {
            Note($"{ready.Use.Name}: the chat template '{model.TemplateName}' is used instead of the model's own: {fallback}");
        }

        TellSandbox(model);
        Record(
            (n, at) => new ModelLoaded(
                n, at, ready.Use.Name, ready.Use.Load.ModelPath, model.SizeBytes, model.LoadMs, model.ContextTokens,
                model.TrainedContextTokens, model.Threads, model.TemplateName, model.TemplateFallbackReason,
                Receipts.Of(model), model.Sandbox, model.SandboxNote),
            Nothing);
        HashFile(ready);
    }

    /// <summary>Once, and again when it changes; nothing of engines that were not asked to be shut in, as in a test.</summary>
    private void TellSandbox(LoadedModel model)
    {
        string told = SandboxWords.Of(model);
        if (told.Length > 0 && told != _sandboxTold)
        {
            _sandboxTold = told;
            Note(told);
        }
    }

    private void HashFile(StepModelReady ready)
    {
        string path = ready.Use.Load.ModelPath, model = ready.Use.Name;
        if (_hashedPaths.Add(path))
        {
            _context.Hashes.HashAsync(path, CancellationToken.None).PipeTo(
                Self,
                success: hash => new FileHashed(model, path, hash.FileBytes, hash.Sha256),
                failure: e => new FileNotHashed(path, e.Message));
        }
    }

    private sealed record FileHashed(string Model, string Path, long FileBytes, string Sha256);

    private sealed record FileNotHashed(string Path, string Why);
}
