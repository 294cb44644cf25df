namespace Samantha.Engine.Sampling;

/// <summary>The steps of a choice by the names that their settings have. A step that is switched off has no stage.</summary>
public static class SamplerStageNames
{
    /// <summary>What the model returned.</summary>
    public const string Raw = "raw";

    public const string LogitBias = "logit_bias";
    public const string Penalties = "penalties";
    public const string Dry = "dry";
    public const string Grammar = "grammar";
    public const string TopK = "top_k";
    public const string TopNSigma = "top_n_sigma";
    public const string TfsZ = "tfs_z";
    public const string TypicalP = "typical_p";
    public const string TopP = "top_p";
    public const string MinP = "min_p";
    public const string Xtc = "xtc";
    public const string Mirostat = "mirostat";

    /// <summary>Always the last one: the token is drawn from these probabilities.</summary>
    public const string Temperature = "temperature";
}
