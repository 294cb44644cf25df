using System.Text.Json;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Examples;

/// <summary>Runs shipped chains with the real program in a data folder of its own, and reads what it told.</summary>
public abstract class ExampleChains : IDisposable
{
    private readonly TempFolder _folder = new();

    protected string DataFolder => _folder.Path;

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task<JsonElement[]> RunAsync(string chain)
    {
        Outcome outcome = await SamanthaProcess.RunAsync(_folder.Path, "run", Repo.Chain(chain), "--json");
        outcome.AssertDone();
        return outcome.JsonLines();
    }

    protected static IEnumerable<JsonElement> Events(JsonElement[] lines, string type) =>
        lines.Where(line => line.GetProperty("type").GetString() == type);

    protected static IEnumerable<string> Positions(JsonElement[] lines) =>
        Events(lines, "response-committed").Select(e => e.GetProperty("position").GetString()!);

    protected static string[] Responses(JsonElement[] lines) =>
        [.. Events(lines, "response-committed").Select(e => e.GetProperty("text").GetString()!)];

    protected static string[] RandomLines(JsonElement[] lines) =>
        [.. Events(lines, "step-started").Select(e => e.GetProperty("randomLine").GetString()!)];

    protected static string Model(JsonElement started) => started.GetProperty("model").GetString()!;

    protected static JsonElement[] CodeOutcomes(JsonElement[] lines) =>
        [.. Events(lines, "code-executed").Select(e => e.GetProperty("outcome"))];

    protected static string Stdout(JsonElement outcome) => string.Concat(outcome.GetProperty("output").EnumerateArray()
        .Where(part => !part.GetProperty("isError").GetBoolean())
        .Select(part => part.GetProperty("text").GetString()));
}
