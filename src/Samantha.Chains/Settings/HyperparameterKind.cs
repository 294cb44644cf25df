namespace Samantha.Chains.Settings;

/// <summary>What kind of value a hyperparameter takes.</summary>
public enum HyperparameterKind
{
    Whole,
    Real,
    Seed,
    Texts,
}
