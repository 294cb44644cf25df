using System.Collections.Concurrent;
using Samantha.Engine.Protocol;

namespace Samantha.Engine.Server;

/// <summary>
/// Lets a response wait between its tokens and hands it what it is told meanwhile. Commands come from the reading thread, the
/// decode thread waits; every wait ends by a command, its time, or the cancel of the request.
/// </summary>
internal sealed class ResponseSteering(TimeProvider time) : IDisposable
{
    private readonly BlockingCollection<SteerCommand> _commands = new(EngineProtocol.SteerCommandsMax);
    private int _steps;

    public ResponsePace Pace { get; set; } = ResponsePace.Free;

    /// <summary>All waits so far.</summary>
    public double HeldMs { get; private set; }

    /// <summary>From any thread. What does not fit is dropped: nobody presses keys that fast.</summary>
    public void Post(SteerCommand command)
    {
        try
        {
            _commands.TryAdd(command);
        }
        catch (ObjectDisposedException)
        {
            // The response has just ended.
        }
    }

    /// <summary>After a token: as long as the pace says. Previews are answered at once, also when nothing is waited for.</summary>
    public void Hold(Action<GenerationUpdate> emit, Func<PreviewChoice, ChoicePreviewed> answer, CancellationToken ct)
    {
        long start = time.GetTimestamp();
        bool waited = false;
        try
        {
            while (true)
            {
                while (_commands.TryTake(out SteerCommand? told))
                {
                    Obey(told);
                }

                double left = Left(time.GetElapsedTime(start).TotalMilliseconds);
                if (left <= 0)
                {
                    break;
                }

                if (!waited)
                {
                    waited = true;
                    emit(new ResponseHeld(true));
                }

                if (_commands.TryTake(out SteerCommand? command, (int)Math.Ceiling(left), ct))
                {
                    Obey(command);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The request was cancelled: the response looks at its abort flag next.
        }

        if (waited)
        {
            HeldMs += time.GetElapsedTime(start).TotalMilliseconds;
            emit(new ResponseHeld(false));
        }

        void Obey(SteerCommand command)
        {
            if (command is PreviewChoice { Sampling: not null } wanted && wanted.Sampling.FindProblem() is null)
            {
                emit(answer(wanted));
            }
            else
            {
                Follow(command);
            }
        }
    }

    public void Dispose() => _commands.Dispose();

    private double Left(double waitedMs)
    {
        if (!Pace.Step)
        {
            _steps = 0;
            return Pace.DelayMs - waitedMs;
        }

        if (_steps > 0)
        {
            _steps--;
            return 0;
        }

        if (waitedMs < EngineProtocol.StepWaitMsMax)
        {
            return EngineProtocol.StepWaitMsMax - waitedMs;
        }

        Pace = Pace with { Step = false };
        return 0;
    }

    private void Follow(SteerCommand command)
    {
        switch (command)
        {
            case SetPace { Pace: { } pace } when pace.FindProblem() is null:
                Pace = pace;
                break;
            case AdvanceResponse advance:
                _steps = (int)Math.Clamp((long)_steps + advance.Tokens, 0, int.MaxValue);
                break;
        }
    }
}
