using System.Diagnostics;
using Samantha.Actors.Journal;
using Samantha.Chains.Sessions;
using Samantha.Tui.App;

namespace Samantha.Tui.Sessions.Watching;

/// <summary>What is looked at from time to time while a running session is on screen: another process' journal, memory.</summary>
public sealed partial class SessionWatch
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(500);

    /// <summary>Memory changes slowly, and asking for it is not free.</summary>
    private const int TicksPerMemoryLook = 4;

    private IDisposable? _ticking;
    private Job? _looking;
    private bool _watched;
    private int _ticks;

    /// <summary>Memory of the engine process of this program; null when it is not known.</summary>
    public long? EngineMemoryBytes { get; private set; }

    /// <summary>Whether somebody looks: nothing is asked and drawn for a screen that is not in front.</summary>
    public bool IsWatched
    {
        get => _watched;
        set
        {
            _watched = value;
            Watch();
        }
    }

    private void Watch()
    {
        if (!_watched || !IsRunning || _ticking is not null)
        {
            return;
        }

        _ticking = _context.After(s_tick, Tick);
    }

    private void Tick()
    {
        _ticking = null;
        if (!_watched || !IsRunning)
        {
            return;
        }

        if (IsElsewhere)
        {
            LookElsewhere();
        }
        else if (_ticks++ % TicksPerMemoryLook == 0)
        {
            LookAtMemory();
        }

        // The elapsed time goes on even when nothing else does.
        _context.Kit.Services.Invalidate();
        Watch();
    }

    private void LookElsewhere()
    {
        if (_looking is not null || _reading is not null || Session is not { } session || Picture is not { } picture)
        {
            return;
        }

        long last = picture.LastSequence;
        _looking = _context.Jobs.StartQuiet(
            ct => SessionReading.ReadMoreAsync(_context.Services.Sessions, session, last, ct),
            addition =>
            {
                _looking = null;
                if (Session == session && Picture == picture)
                {
                    Take(addition);
                }
            },
            _ => _looking = null);
    }

    private void Take(SessionAddition addition)
    {
        Listing = addition.Listing;
        foreach ((long sequence, SessionEvent? happened) in addition.Events)
        {
            if (happened is null)
            {
                Picture!.PassOver(sequence);
            }
            else
            {
                Take(happened);
            }
        }

        if (_reading is not null)
        {
            return;
        }

        if (!Listing.IsAlive)
        {
            Picture!.End();
            Transcript!.Note(_context.Texts.Format("session.elsewhere-ended", _context.Texts.Status(Listing.Status)));
            StepsChanged?.Invoke();
            return;
        }

        Grow(addition.Partial);
        if (addition.Status is { IsPaused: false } status && Picture!.State.Open is { } open)
        {
            LiveStep live = Picture.Begin(open.Position, open.Attempt);
            live.Phase = status.Activity switch
            {
                "prefill" => LivePhase.Prefill,
                "decode" => LivePhase.Decoding,
                "loading" => LivePhase.Loading,
                _ => live.Phase,
            };
            live.ResponseTokens = (int)Math.Min(int.MaxValue, status.ResponseTokens);
            live.TokensPerSecond = status.TokensPerSecond;
            live.ModelName = status.Model ?? live.ModelName;
        }

        if (addition.Status is { IsPaused: true, Activity: "paused" })
        {
            Picture!.Rest();
        }

        if (addition.Status is { Activity: "running code" } && Picture!.State.PendingCode is { } pending)
        {
            Picture.Begin(pending.Position, pending.Attempt).Phase = LivePhase.RunningCode;
        }
    }

    private void Grow(PartialResponse? partial)
    {
        if (partial is null || Picture!.State.Open is not { } open
            || partial.StepId != open.Position.StepId || partial.Attempt != open.Attempt)
        {
            return;
        }

        LiveStep live = Picture.Begin(open.Position, open.Attempt);
        if (partial.Text.Length <= live.TextLength)
        {
            return;
        }

        if (!partial.Text.StartsWith(live.Text, StringComparison.Ordinal))
        {
            Read();
            return;
        }

        string more = partial.Text[live.TextLength..];
        live.Phase = LivePhase.Decoding;
        live.Add(more);
        Transcript!.Stream(more);
    }

    private void LookAtMemory()
    {
        if (_context.Services.StartedSystem is not { } system)
        {
            return;
        }

        _context.Jobs.StartQuiet(
            async ct => MemoryOf((await system.ModelStatusAsync(ct).ConfigureAwait(false)).EngineProcessId),
            bytes => EngineMemoryBytes = bytes,
            _ => EngineMemoryBytes = null);
    }

    private static long? MemoryOf(int? processId)
    {
        if (processId is not { } id)
        {
            return null;
        }

        try
        {
            using var engine = Process.GetProcessById(id);
            return engine.WorkingSet64;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It ended in between.
            return null;
        }
    }
}
