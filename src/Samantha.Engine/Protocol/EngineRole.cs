namespace Samantha.Engine.Protocol;

/// <summary>Who speaks in a chat message; the model's chat template decides how that is written.</summary>
public enum EngineRole
{
    System,
    User,
    Assistant,
}
