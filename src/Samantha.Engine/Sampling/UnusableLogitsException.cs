namespace Samantha.Engine.Sampling;

/// <summary>
/// The model returned no logit that a choice could rest on (all of them NaN or minus infinity): its weights or its state are
/// broken.
/// </summary>
public sealed class UnusableLogitsException : Exception
{
    public UnusableLogitsException()
        : base("the model returned no usable logits (all are NaN or minus infinity); its weights are probably damaged")
    {
    }
}
