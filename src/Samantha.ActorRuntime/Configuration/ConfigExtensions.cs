namespace Samantha.ActorRuntime.Configuration;

/// <summary>Questions about a configuration that may be missing.</summary>
public static class ConfigExtensions
{
    public static bool IsNullOrEmpty(this Config config) => config is null || config.IsEmpty;
}
