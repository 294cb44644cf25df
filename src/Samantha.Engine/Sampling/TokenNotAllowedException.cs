namespace Samantha.Engine.Sampling;

/// <summary>A token that somebody gave does not fit what the response may look like.</summary>
public sealed class TokenNotAllowedException(int token)
    : Exception($"token {token} does not fit the grammar at this place; choose another candidate")
{
    public int Token { get; } = token;
}
