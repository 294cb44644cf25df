using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Samantha.Sandbox.Levels;

namespace Samantha.Sandbox.Running;

/// <summary>What the supervisor is told at its start, as JSON: limits, modules to import beforehand, where it is.</summary>
/// <param name="BaseFolder">Level None: the private folder that it makes its work folder in.</param>
internal sealed record SupervisorPlan(
    SandboxLevel Level, SandboxLimits Limits, ImmutableArray<string> WarmModules, ImmutableArray<string> WritableFolders,
    string? BaseFolder)
{
    public const int OpenFilesMax = 256;

    public string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("level", Level == SandboxLevel.Bubblewrap ? "bubblewrap" : "none");
            writer.WriteString("base", BaseFolder ?? string.Empty);
            writer.WriteNumber("cpu", Limits.Cpu.TotalSeconds);
            writer.WriteNumber("memory", Limits.MemoryBytes);
            writer.WriteNumber("processes", Limits.Processes);
            writer.WriteNumber("file", Limits.FileBytes);
            writer.WriteNumber("work", Limits.WorkFolderBytes);
            writer.WriteNumber("open", OpenFilesMax);
            writer.WriteNumber("files", ProducedFiles.CountMax);
            WriteList(writer, "warm", WarmModules);
            WriteList(writer, "writable", WritableFolders);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteList(Utf8JsonWriter writer, string name, ImmutableArray<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
