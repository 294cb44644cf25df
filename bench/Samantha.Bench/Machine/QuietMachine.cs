namespace Samantha.Bench.Machine;

/// <summary>
/// Takes samples while the rest of the machine is quiet: waits before each for a quiet moment, throws away what was disturbed,
/// and counts that. The waiting of all samples together is bounded.
/// </summary>
internal sealed class QuietMachine(double othersCoresMax, TimeSpan patience, TextWriter log)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>A sample that is disturbed so often in a row is given up: the disturbance is part of what is measured.</summary>
    private const int AttemptsMax = 12;

    private TimeSpan _left = patience;

    public int Taken { get; private set; }

    public int ThrownAway { get; private set; }

    /// <summary>Why samples are missing, for the report; null when none is.</summary>
    public string? Complaint { get; private set; }

    /// <summary>The result of an undisturbed run; null when there was none within the patience. A run that gives null is disturbed.</summary>
    public async Task<T?> SampleAsync<T>(Func<Task<T?>> run, CancellationToken cancellation)
        where T : class
    {
        for (int attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            if (!await WaitForQuietAsync(cancellation))
            {
                Complaint = $"the machine was never quiet for long: other processes used {othersCoresMax} of a core or more";
                return null;
            }

            MachineLoad before = MachineLoad.Now();
            T? result = await run();
            double others = MachineLoad.Now().OthersSince(before);
            Taken++;
            if (result is not null && others < othersCoresMax)
            {
                return result;
            }

            ThrownAway++;
            await log.WriteLineAsync($"a sample is thrown away: other processes used {others:F2} of a core");
        }

        Complaint = $"{AttemptsMax} samples in a row were disturbed by other processes";
        return null;
    }

    private async Task<bool> WaitForQuietAsync(CancellationToken cancellation)
    {
        while (true)
        {
            MachineLoad before = MachineLoad.Now();
            await Task.Delay(Look, cancellation);
            if (MachineLoad.Now().OthersSince(before) < othersCoresMax)
            {
                return true;
            }

            _left -= Look;
            if (_left <= TimeSpan.Zero)
            {
                return false;
            }
        }
    }
}
