using System.Text.Json.Serialization;

namespace Samantha.ScriptedEngine;

[JsonSerializable(typeof(NativeQuestion))]
[JsonSerializable(typeof(NativeAnswer))]
public sealed partial class NativeJson : JsonSerializerContext;
