using Samantha.Sandbox.Processes;

namespace Samantha.Sandbox.Running;

/// <summary>
/// Keeps one started interpreter for one set of rules and limits. Each is given away once and never taken back; nothing of a run
/// can reach the next one.
/// </summary>
internal sealed class SpareKeeper(Func<SandboxRules, SandboxLimits, SandboxProcess> start) : IDisposable
{
    private readonly Lock _gate = new();
    private (SandboxRules Rules, SandboxLimits Limits)? _wanted;
    private SandboxProcess? _spare;
    private bool _disposed;

    /// <summary>Whether a spare is wanted and there is none.</summary>
    public bool IsFillWanted
    {
        get
        {
            lock (_gate)
            {
                return !_disposed && _spare is null && _wanted is not null;
            }
        }
    }

    public void Keep(SandboxRules rules, SandboxLimits limits)
    {
        SandboxProcess? old = null;
        lock (_gate)
        {
            if (_wanted is { } wanted && wanted.Rules == rules && wanted.Limits == limits)
            {
                return;
            }

            _wanted = (rules, limits);
            (old, _spare) = (_spare, null);
        }

        old?.Dispose();
    }

    /// <summary>
    /// Starts a spare when one is wanted and there is none. A start that fails is no harm: the run starts its own.
    /// </summary>
    public void Fill()
    {
        lock (_gate)
        {
            if (_disposed || _spare is not null || _wanted is not { } wanted)
            {
                return;
            }

            try
            {
                _spare = start(wanted.Rules, wanted.Limits);
            }
            catch (ChildStartException)
            {
                _spare = null;
            }
        }
    }

    /// <summary>The spare, if it fits and is ready; one that has died is thrown away.</summary>
    public SandboxProcess? Take(SandboxRules rules, SandboxLimits limits)
    {
        SandboxProcess? taken;
        lock (_gate)
        {
            bool fits = _wanted is { } wanted && wanted.Rules == rules && wanted.Limits == limits;
            if (!fits || _spare is not { Ready.IsCompleted: true })
            {
                return null;
            }

            (taken, _spare) = (_spare, null);
        }

        if (taken.Ready.Result && !taken.Finished.IsCompleted)
        {
            return taken;
        }

        taken.Dispose();
        return null;
    }

    public void Dispose()
    {
        SandboxProcess? old;
        lock (_gate)
        {
            _disposed = true;
            (old, _spare) = (_spare, null);
        }

        old?.Dispose();
    }
}
