using System.Text.Json.Serialization;

namespace Samantha.ScriptedEngine;

[JsonSerializable(typeof(AttackPlan))]
public sealed partial class AttackJson : JsonSerializerContext;
