using Microsoft.Extensions.Logging;
using Samantha.Actors.Steps;
using Samantha.Chains.Sessions;
using Samantha.Engine.Protocol;
using ModelLoaded = Samantha.Chains.Sessions.ModelLoaded;

namespace Samantha.Actors.Sessions;

/// <summary>
/// The ChainSession's fourth part: what is recorded of a model that was loaded, its file's content included. Hashing takes seconds
/// for a large file, so no step waits for it; the end of the session does, for a while. A model that is not what it was earlier
/// in the session ends it.
/// </summary>
public sealed partial class ChainSession
{
    private const string HashTimer = "hashes";

    /// <summary>A file that takes longer is told by its size and time of change.</summary>
    private static readonly TimeSpan s_hashPatience = TimeSpan.FromSeconds(10);

    private readonly HashSet<Models.ModelFileIdentity> _hashedFiles = [];
    private int _hashing;
    private bool _endsWithoutHashes;
    private string? _sandboxTold;

    private void ReceiveHashes()
    {
        Receive<FileHashed>(_ => !_ended && _writes.State.Status == SessionStatus.Running, m =>
        {
            Record((n, at) => new ModelHashed(n, at, m.Model, m.Path, m.FileBytes, m.Sha256), Nothing);
            RefuseAnotherModel();
            OneLessHashing();
        });
        Receive<FileHashed>(_ => { }); // Came after the end.
        Receive<FileNotHashed>(m =>
        {
            _log.LogWarning("{Path} could not be hashed: {Why}", m.Path, m.Why);
            OneLessHashing();
        });
        Receive<HashesAreLate>(_ =>
        {
            _endsWithoutHashes = true;
            AskWhatIsNext();
        });
    }

    /// <summary>True when the session should end only after the files of its models were hashed.</summary>
    private bool WaitsForHashes()
    {
        if (_hashing == 0 || _endsWithoutHashes)
        {
            return false;
        }

        if (!Timers.IsTimerActive(HashTimer))
        {
            Timers.StartSingleTimer(HashTimer, HashesAreLate.Instance, s_hashPatience);
        }

        return true;
    }

    // Somebody wants the session to end now; it waits for nothing else any more.
    private void StopHashWait()
    {
        if (Timers.IsTimerActive(HashTimer))
        {
            Timers.Cancel(HashTimer);
            _endsWithoutHashes = true;
            AskWhatIsNext();
        }
    }

    private void OneLessHashing()
    {
        _hashing = Math.Max(0, _hashing - 1); // Less than none: of the instance before a restart.
        if (_hashing == 0 && Timers.IsTimerActive(HashTimer))
        {
            Timers.Cancel(HashTimer);
            AskWhatIsNext();
        }
    }

    // What the step says from here on would be another session's; its text so far is kept, and the step stays open.
    private void RefuseAnotherModel()
    {
        if (_writes.State.ModelConflict is not null && _step is { } step)
        {
            step.Cancelling = SessionCommand.StopNow;
            step.Actor.Tell(new CancelStep());
        }
    }

    private void OnModelReady(StepModelReady ready)
    {
        _step!.Activity = "prefill";
        _step.ContextTokens = ready.Model.ContextTokens;
        ReadNextModelAhead(ready);
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
                Receipts.Of(model), model.Sandbox, model.SandboxNote, ChangedUtc(ready.Use.Load.ModelPath),
                ready.SwapMs),
            Nothing);
        RefuseAnotherModel();
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

    private static DateTimeOffset? ChangedUtc(string path) =>
        Models.ModelFileIdentity.Of(path) is { SizeBytes: >= 0 } file ? new DateTimeOffset(file.ChangedUtc) : null;

    private void HashFile(StepModelReady ready)
    {
        string path = ready.Use.Load.ModelPath, model = ready.Use.Name;
        if (_hashedFiles.Add(Models.ModelFileIdentity.Of(path)))
        {
            _hashing++;
            _context.Hashes.HashAsync(path, CancellationToken.None).PipeTo(
                Self,
                success: hash => new FileHashed(model, path, hash.FileBytes, hash.Sha256),
                failure: e => new FileNotHashed(path, e.Message));
        }
    }

    private sealed record FileHashed(string Model, string Path, long FileBytes, string Sha256);

    private sealed record HashesAreLate
    {
        public static HashesAreLate Instance { get; } = new();
    }

    private sealed record FileNotHashed(string Path, string Why);
}
