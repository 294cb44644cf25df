using Samantha.Hocon;

namespace Samantha.ActorRuntime.Configuration;

/// <summary>Makes configurations from HOCON text.</summary>
public class ConfigurationFactory
{
    private const string SourceName = "configuration";

    public static Config Empty => Config.Empty;

    /// <exception cref="HoconException">The text is not in the supported part of HOCON; the message says where and
    /// why.</exception>
    public static Config ParseString(string hocon) => new(HoconDocument.Parse(hocon, SourceName));
}
