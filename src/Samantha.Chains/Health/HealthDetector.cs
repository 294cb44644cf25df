namespace Samantha.Chains.Health;

/// <summary>What can be wrong with a response of an unattended dialogue. Extend-only: journals hold them by name.</summary>
public enum HealthDetector
{
    /// <summary>The response says the same words over and over.</summary>
    Repetition,

    /// <summary>The response is nearly equal to an earlier one.</summary>
    NearDuplicate,

    /// <summary>The last responses are those before them once more, or nothing but courtesies.</summary>
    Circle,

    /// <summary>The response is empty, or responses have shrunk to almost nothing.</summary>
    Collapse,

    /// <summary>The response is in another language or script than those before it.</summary>
    LanguageDrift,
}
