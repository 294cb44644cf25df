using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Samantha.Engine.Protocol;

/// <summary>How protocol messages become JSON: generated code, names of enums, bounded depth, no needless escapes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    MaxDepth = 16,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EngineRequest))]
[JsonSerializable(typeof(EngineReply))]
public sealed partial class EngineJson : JsonSerializerContext
{
    private static EngineJson? s_frames;

    /// <summary>Characters of other scripts stay as they are: a frame is bytes for a pipe, not text for a web page.</summary>
    public static EngineJson Frames => s_frames ??= new EngineJson(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
