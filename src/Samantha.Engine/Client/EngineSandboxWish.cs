namespace Samantha.Engine.Client;

/// <summary>What the user wants around the engine process.</summary>
public enum EngineSandboxWish
{
    /// <summary>The strongest that holds here; what is weaker is said once.</summary>
    Auto,

    /// <summary>No jail; the system-call filter stays.</summary>
    None,

    /// <summary>The jail, or no engine.</summary>
    Required,
}
