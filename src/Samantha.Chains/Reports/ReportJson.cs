using System.Text.Json;
using Samantha.Chains.ChainFiles;

namespace Samantha.Chains.Reports;

/// <summary>A report as one line of JSON. Times are in the form 00:00:01.5 (days.hours:minutes:seconds).</summary>
public static class ReportJson
{
    private static readonly JsonSerializerOptions s_options = ChainJson.CreateOptions(JsonNamingPolicy.CamelCase);

    public static string Serialize(SessionReport report) => JsonSerializer.Serialize(report, s_options);
}
