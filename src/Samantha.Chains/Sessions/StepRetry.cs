namespace Samantha.Chains.Sessions;

/// <summary>
/// Whether a failed attempt is made again. Only a failure of the engine itself can turn out differently the second time.
/// </summary>
public static class StepRetry
{
    /// <summary>Attempts per step within one run. A file that takes the engine down twice will do it again.</summary>
    public const int AttemptsMax = 2;

    public static bool ShouldRetry(StepFailureReason reason, int attempt) =>
        attempt < AttemptsMax && reason is StepFailureReason.EngineCrashed or StepFailureReason.EngineUnresponsive;
}
