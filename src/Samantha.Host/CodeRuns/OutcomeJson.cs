using System.Collections.Immutable;
using System.Text.Json;
using Samantha.Chains.Code;

namespace Samantha.Host.CodeRuns;

/// <summary>
/// A program's outcome as the members of a JSON object, with the names that a journal's code-executed event has, and beside each
/// file where it is now. Member names are stable.
/// </summary>
internal static class OutcomeJson
{
    public static void Write(Utf8JsonWriter json, CodeOutcome outcome, ImmutableArray<string> paths)
    {
        json.WriteString("end", JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.End.ToString()));
        json.WriteString("message", outcome.Message);
        if (outcome.ExitCode is { } code)
        {
            json.WriteNumber("exitCode", code);
        }

        json.WriteStartArray("output");
        foreach (OutputPart part in outcome.Output)
        {
            json.WriteStartObject();
            json.WriteBoolean("isError", part.IsError);
            json.WriteString("text", part.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("isOutputCut", outcome.IsOutputCut);
        json.WriteNumber("durationMs", Math.Round(outcome.DurationMs, 1));
        WriteTexts(json, "limits", outcome.Limits.Select(OutcomeWords.Limit));
        json.WriteString("sandbox", outcome.Sandbox);
        json.WriteString("sandboxReason", outcome.SandboxReason);
        json.WriteStartArray("files");
        for (int i = 0; i < outcome.Files.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("name", outcome.Files[i].Name);
            json.WriteNumber("bytes", outcome.Files[i].Bytes);
            json.WriteString("sha256", outcome.Files[i].Sha256);
            json.WriteString("path", paths[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, "fileNotes", outcome.FileNotes);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
