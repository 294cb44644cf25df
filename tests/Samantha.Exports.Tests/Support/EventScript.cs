using System.Collections.Immutable;
using System.Security.Cryptography;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;

namespace Samantha.Exports.Tests.Support;

/// <summary>
/// Writes the events of a session one after the other, with a clock of its own and the files that its code leaves.
/// </summary>
internal sealed class EventScript
{
    private readonly List<SessionEvent> _events = [];
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private DateTimeOffset _now = new(2026, 11, 22, 10, 4, 5, TimeSpan.Zero);

    public EventScript(ChainDefinition? chain = null, string id = "20261122-1004-refine-k3f9")
    {
        Chain = chain ?? ChainDefinition.FromPrompts(PromptList.Literal(["Create a sentence about love"]), "Refine") with
        {
            Models = [ModelEntry.Of("samantha-mini")],
        };
        _events.Add(new SessionStarted(1, _now, id, ChainJson.Serialize(Chain), ChainFingerprint.Of(Chain), 42, "0.1.0"));
    }

    public ChainDefinition Chain { get; }

    public ImmutableArray<SessionEvent> Events => [.. _events];

    public Hyperparameters Hyperparameters { get; set; } = Samantha.Chains.Settings.Hyperparameters.Default with { Seed = 42 };

    public string SystemPrompt { get; set; } = "";

    public string Model { get; set; } = "samantha-mini";

    public ExportSource Source => ExportSource.Of(_events) with { OpenFile = Open };

    public EventScript Wait(double seconds)
    {
        _now += TimeSpan.FromSeconds(seconds);
        return this;
    }

    public EventScript Add(Func<long, DateTimeOffset, SessionEvent> make)
    {
        _events.Add(make(_events.Count + 1, _now));
        return this;
    }

    public EventScript Loaded() => Add((n, at) => new ModelLoaded(
        n, at, Model, $"/models/{Model}.gguf", 1_240_000_000, 840, 4000, 8192, 4, "chatml"));

    public EventScript Begin(StepPosition position, string prompt, string previous = "", int attempt = 1) => Add((n, at) =>
        new StepStarted(n, at, position, attempt, Model, Hyperparameters, 1234567890123456789, SystemPrompt, previous, prompt));

    public EventScript Answer(
        StepPosition position, string text, ResponseStopReason reason = ResponseStopReason.EndOfTurn, int tokens = 12,
        double seconds = 1.5, ExtractedCode? code = null, int attempt = 1) => Wait(seconds).Add((n, at) =>
        new ResponseCommitted(n, at, position, attempt, text, 34, tokens, 210, seconds * 1000, reason, code));

    public EventScript Step(StepPosition position, string prompt, string text, string previous = "", int tokens = 12,
        double seconds = 1.5, ResponseStopReason reason = ResponseStopReason.EndOfTurn) =>
        Begin(position, prompt, previous).Answer(position, text, reason, tokens, seconds);

    public EventScript Ran(StepPosition position, CodeOutcome outcome, params (string Name, byte[] Content)[] files)
    {
        foreach (var (name, content) in files)
        {
            _files[$"{position.StepId}/{name}"] = content;
        }

        return Wait(1).Add((n, at) => new CodeExecuted(n, at, position, 1, outcome with
        {
            Files = [.. files.Select(file => new ProducedFile(
                file.Name, file.Content.Length, Convert.ToHexStringLower(SHA256.HashData(file.Content))))],
        }));
    }

    public EventScript Finish() => Wait(1).Add((n, at) => new SessionFinished(n, at));

    public void Replace(string stepAndName, byte[] content) => _files[stepAndName] = content;

    public static StepPosition At(int prompt, long loop = 1, int model = 1, long round = 1) => new(loop, model, round, prompt);

    public static CodeOutcome Exited(string stdout, string stderr = "", int exitCode = 0) => new()
    {
        End = CodeRunEnd.Exited,
        ExitCode = exitCode,
        DurationMs = 1234,
        Sandbox = "bubblewrap",
        SandboxReason = "all checks passed",
        Output = [.. new[] { new OutputPart(false, stdout), new OutputPart(true, stderr) }.Where(part => part.Text.Length > 0)],
    };

    private MemoryStream? Open(StepPosition position, ProducedFile file) =>
        _files.TryGetValue($"{position.StepId}/{file.Name}", out var content) ? new MemoryStream(content) : null;
}
