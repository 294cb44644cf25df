namespace Samantha.Engine.Sampling;

/// <summary>What a response may look like, asked before every token: a grammar. It knows the tokens accepted so far.</summary>
public interface ITokenConstraint
{
    /// <summary>Sets the logits of all tokens that may not come next to minus infinity.</summary>
    /// <param name="logits">One for each token of the vocabulary.</param>
    void Apply(Span<float> logits);

    /// <exception cref="TokenNotAllowedException">The token may not come next.</exception>
    void Accept(int token);

    /// <summary>The same constraint at the same place, which goes its own way from here.</summary>
    ITokenConstraint Copy();
}
