using System.Text.Json.Serialization;

namespace Samantha.Sandbox.Running;

/// <summary>Generated readers for what comes out of a sandbox as JSON; no reflection over untrusted text.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class SandboxJson : JsonSerializerContext;
