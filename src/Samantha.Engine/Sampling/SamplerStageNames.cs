namespace Samantha.Engine.Sampling;

/// <summary>The steps of a choice by the names that their settings have. A step that is switched off has no stage.</summary>
public static class SamplerStageNames
{
    /// <summary>What the model returned.</summary>
    public const string Raw = "raw";

    public const string Penalties = "penalties";
    public const string TopK = "top_k";
    public const string TfsZ = "tfs_z";
    public const string TypicalP = "typical_p";
    public const string TopP = "top_p";
    public const string MinP = "min_p";

    /// <summary>Always the last one: the token is drawn from these probabilities.</summary>
    public const string Temperature = "temperature";
}
