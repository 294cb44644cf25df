using System.Collections.Immutable;
using System.Text.Json;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Prompts;
using Samantha.Chains.Stop;

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
            WriteStops(json, chain);
            WriteCode(json, result, chain);
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

    private static void WriteStops(Utf8JsonWriter json, ChainDefinition chain)
    {
        json.WriteStartArray("stops");
        foreach (string stop in StopRules.Describe(chain))
        {
            json.WriteStringValue(stop);
        }

        json.WriteEndArray();
    }

    private static void WriteCode(Utf8JsonWriter json, CheckResult result, ChainDefinition chain)
    {
        if (result.Code is not { } code)
        {
            return;
        }

        json.WriteStartObject("code");
        json.WriteString("sandbox", code.Sandbox);
        json.WriteString("reason", code.Reason);
        json.WriteBoolean("isRun", code.IsRun);
        json.WriteBoolean("network", chain.Code.Network);
        WriteFolders(json, "readable", chain.Code.Readable);
        WriteFolders(json, "writable", chain.Code.Writable);
        CodeLimits limits = chain.Code.Limits;
        json.WriteStartObject("limits");
        json.WriteNumber("wallClockMs", (long)limits.WallClock.TotalMilliseconds);
        json.WriteNumber("cpuMs", (long)limits.Cpu.TotalMilliseconds);
        json.WriteNumber("memoryBytes", limits.MemoryBytes);
        json.WriteNumber("memoryTotalBytes", limits.MemoryTotalBytes);
        json.WriteNumber("processes", limits.Processes);
        json.WriteNumber("fileBytes", limits.FileBytes);
        json.WriteNumber("workFolderBytes", limits.WorkFolderBytes);
        json.WriteNumber("outputBytes", limits.OutputBytes);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFolders(Utf8JsonWriter json, string name, ImmutableArray<CodeFolder> folders)
    {
        json.WriteStartArray(name);
        foreach (CodeFolder folder in folders)
        {
            json.WriteStartObject();
            json.WriteString("path", folder.Path);
            json.WriteString("name", folder.Name);
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

        if (result.Loaded.Chain is { Sweep: { IsNone: false } sweep })
        {
            json.WriteNumber("combinations", (long)sweep.Combinations);
        }

        if (plan.LoadForecast() is { } loads)
        {
            json.WriteNumber("modelLoads", loads);
        }

        if (plan.LoadForecastAsWritten() is { } written)
        {
            json.WriteNumber("modelLoadsAsWritten", written);
        }

        json.WriteString("order", System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(plan.Order.Reason.ToString()));

        json.WriteEndObject();
    }
}
