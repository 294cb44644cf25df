using Samantha.Chains.Sessions;

namespace Samantha.Actors.Models;

/// <summary>The ModelActor's third part: what becomes of its jobs when it fails.</summary>
public sealed partial class ModelActor
{
    protected override void PreRestart(Exception reason, object message)
    {
        // The new instance knows nothing of these jobs: answer them here, so that nobody waits for ever.
        if (_running is { } running)
        {
            running.Asker.Tell(InternalError(running.Job.Job));
        }

        foreach (WaitingJob waiting in _waiting)
        {
            waiting.Asker.Tell(InternalError(waiting.Job.Job));
        }

        switch (message)
        {
            case ModelJob job when job.Job != _running?.Job.Job && _waiting.All(w => w.Job.Job != job.Job):
                Sender.Tell(InternalError(job.Job));
                break;
            case UnloadModel:
                Sender.Tell(new ModelUnloaded(false));
                break;
            case GetModelStatus:
                Sender.Tell(new ModelStatus(null, null, 0, Busy: false));
                break;
        }

        base.PreRestart(reason, message);
    }

    private static JobFailed InternalError(JobId job) => new(
        job, StepFailureReason.EngineFailed, "an internal error ended the work (see the log)", WhileLoading: false,
        WorthRetrying: false);
}
