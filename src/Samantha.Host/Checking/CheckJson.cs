using System.Text.Json;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Prompts;

namespace Samantha.Host.Checking;

/// <summary>The result of a check as the members of one JSON object, for scripts and editors. Member names are stable.</summary>
internal static class CheckJson
{
    public static void Write(Utf8JsonWriter json, CheckResult result)
    {
        json.WriteString("source", result.Loaded.Source);
        json.WriteBoolean("ok", !result.HasErrors);
        if (result.Loaded.Chain is { } chain)
        {
            json.WriteString("name", chain.Name);
            WriteModels(json, result);
            WritePrompts(json, result, chain);
            WriteIgnored(json, chain);
            WritePlan(json, result);
        }

        json.WriteStartArray("findings");
        foreach (Diagnostic finding in result.Loaded.Findings)
        {
            json.WriteStartObject();
            json.WriteString("severity", finding.IsError ? "error" : "warning");
            json.WriteString("source", finding.Source);
            json.WriteNumber("line", finding.Line);
            json.WriteNumber("column", finding.Column);
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }

        foreach (string warning in result.Warnings)
        {
            json.WriteStartObject();
            json.WriteString("severity", "warning");
            json.WriteString("source", result.Loaded.Source);
            json.WriteString("message", warning);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteModels(Utf8JsonWriter json, CheckResult result)
    {
        json.WriteStartArray("models");
        foreach (CheckedModel model in result.Models)
        {
            json.WriteStartObject();
            json.WriteString("name", model.Entry.Name);
            json.WriteString("model", model.Entry.Model);
            json.WriteString("path", model.Resolved?.Path);
            json.WriteBoolean("needsDownload", model.NeedsDownload);
            json.WriteNumber("contextTokens", model.WindowTokens);
            if (model.File is { } file)
            {
                json.WriteNumber("sizeBytes", file.SizeBytes);
                json.WriteString("quantisation", file.FileTypeName);
                json.WriteNumber("trainedContextTokens", file.TrainedContextTokens);
            }

            if (model.Problem is not null)
            {
                json.WriteString("problem", model.Problem);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePrompts(Utf8JsonWriter json, CheckResult result, ChainDefinition chain)
    {
        json.WriteStartArray("prompts");
        foreach (PromptItem prompt in chain.Prompts.Items)
        {
            json.WriteStartObject();
            json.WriteNumber("number", prompt.Number);
            json.WriteString("kind", JsonNamingPolicy.KebabCaseLower.ConvertName(prompt.Kind.ToString()));
            json.WriteNumber("line", prompt.Span.Line);
            json.WriteString("settings", ChainWords.Overrides(prompt.Overrides));
            json.WriteString("text", prompt.Text);
            if (prompt.Problem is not null)
            {
                json.WriteString("problem", prompt.Problem);
            }

            WriteTokens(json, result, prompt.Number - 1);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteIgnored(Utf8JsonWriter json, ChainDefinition chain)
    {
        json.WriteString("prePrompt", chain.Prompts.PrePrompt);
        json.WriteStartArray("ignored");
        foreach (IgnoredPrompt prompt in chain.Prompts.Ignored)
        {
            json.WriteStartObject();
            json.WriteNumber("line", prompt.Span.Line);
            json.WriteString("text", prompt.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTokens(Utf8JsonWriter json, CheckResult result, int index)
    {
        json.WriteStartArray("tokens");
        foreach (TokenCounts counts in result.Counts.Where(c => c.PromptTokens.ElementAtOrDefault(index) is not null))
        {
            json.WriteStartObject();
            json.WriteNumber("model", counts.ModelNumber);
            json.WriteNumber("promptTokens", counts.PromptTokens[index]!.Value);
            json.WriteNumber("contextTokens", counts.WindowTokens);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePlan(Utf8JsonWriter json, CheckResult result)
    {
        if (result.Plan is not { } plan)
        {
            return;
        }

        json.WriteStartObject("plan");
        json.WriteBoolean("endless", plan.TotalSteps is null);
        if (plan.TotalSteps is { } steps)
        {
            json.WriteNumber("steps", steps);
        }

        if (plan.LoadForecast() is { } loads)
        {
            json.WriteNumber("modelLoads", loads);
        }

        json.WriteEndObject();
    }
}
