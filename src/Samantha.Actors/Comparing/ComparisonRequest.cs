namespace Samantha.Actors.Comparing;

/// <summary>Which two models are compared, on what.</summary>
/// <param name="FirstPath">The model that the other one is measured against.</param>
/// <param name="SecondPath">The other one.</param>
/// <param name="Text">What both read.</param>
/// <param name="TokensMax">Of a longer text so many tokens are read.</param>
/// <param name="WorkFolder">Where the first model's logits lie until the second one's are there.</param>
public sealed record ComparisonRequest(string FirstPath, string SecondPath, string Text, int TokensMax, string WorkFolder)
{
    public const int TokensDefault = 512;

    /// <summary>More tokens say nothing more, and their logits need a lot of room.</summary>
    public const int TokensLimit = 8192;

    /// <summary>The room that the first model's logits may take.</summary>
    public const long BytesMax = 8L * 1024 * 1024 * 1024;
}
