namespace Samantha.Chains.Settings;

/// <summary>What kind of value a hyperparameter takes.</summary>
public enum HyperparameterKind
{
    Whole,
    Real,
    Seed,
    /// <summary>A list of short texts.</summary>
    Texts,

    /// <summary>One text of several lines.</summary>
    Text,
}
