namespace Samantha.Chains.Messages;

/// <summary>Who speaks in a message.</summary>
public enum ChatRole
{
    System,
    User,
    Assistant,
}
