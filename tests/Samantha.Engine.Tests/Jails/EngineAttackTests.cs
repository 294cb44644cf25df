using System.Collections.Immutable;

namespace Samantha.Engine.Tests.Jails;

/// <summary>
/// The same attacks three times: in the jail all are refused; with the filter only, what reads is not; with nothing around them
/// they succeed, or they would test nothing.
/// </summary>
public sealed class EngineAttackTests : IDisposable
{
    private const int AttacksMin = 44;

    /// <summary>A system-call filter cannot see names of files: these need the jail.</summary>
    private static readonly string[] OpenWithFilterOnly =
    [
        "climb-out", "list-journals", "list-models", "read-command-of-host", "read-environment-of-host", "read-host-root",
        "read-hostname", "read-journal", "read-other-model", "read-passwd", "read-program",
    ];

    /// <summary>Refused without any of our doing, on some machines at least.</summary>
    private static readonly string[] MayBeRefusedAnyhow =
    [
        "connect-ipv6", "kill-everybody", "load-bpf", "make-io-ring", "make-vsock", "new-mount", "new-user-namespace",
        "open-host-process", "read-hostname", "read-keys", "trace-host-process", "type-into-terminal", "watch-faults",
        "write-kernel-setting", "write-own-program", "write-shared-memory",
    ];

    private readonly AttackField _field = new();

    public void Dispose() => _field.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task An_engine_that_was_taken_over_can_do_nothing_in_the_jail()
    {
        string before = _field.State();
        ImmutableSortedDictionary<string, bool> refused = await _field.JailedAsync();
        Assert.True(refused.Count >= AttacksMin, $"only {refused.Count} attacks were tried");
        Assert.Empty(refused.Where(attack => !attack.Value).Select(attack => attack.Key));
        Assert.Equal(before, _field.State());
        Assert.False(_field.WasReached);
        Assert.True(_field.ProcessLives);
    }

    [Fact(Timeout = 60_000)]
    public async Task With_the_filter_only_it_can_read_and_nothing_else()
    {
        string before = _field.State();
        ImmutableSortedDictionary<string, bool> refused = await _field.OutsideAsync(withFilter: true);
        Assert.Empty(refused.Where(attack => !attack.Value).Select(attack => attack.Key).Except(OpenWithFilterOnly));
        Assert.Equal(before, _field.State());
        Assert.False(_field.WasReached);
        Assert.True(_field.ProcessLives);
    }

    [Fact(Timeout = 60_000)]
    public async Task With_nothing_around_it_the_attacks_succeed()
    {
        ImmutableSortedDictionary<string, bool> refused = await _field.OutsideAsync(withFilter: false);
        Assert.Empty(refused.Where(attack => attack.Value).Select(attack => attack.Key).Except(MayBeRefusedAnyhow));
        Assert.True(_field.WasReached);
    }
}
