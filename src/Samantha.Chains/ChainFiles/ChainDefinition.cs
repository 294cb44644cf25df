using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Samantha.Chains.Code;
using Samantha.Chains.Evidence;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Settings;
using Samantha.Chains.Sweeps;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// A chain, complete: everything a session needs that the user decides, with files read and defaults filled in. It is stored in
/// the journal, so a session resumes without the chain file.
/// </summary>
public sealed record ChainDefinition
{
    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public ImmutableArray<ModelEntry> Models { get; init; } = [];

    /// <summary>The text as sent; empty = no system message.</summary>
    public string SystemPrompt { get; init; } = "";

    /// <summary>What stands in for the model's previous response at the start; empty = nothing.</summary>
    public string PreviousResponse { get; init; } = "";

    public required PromptList Prompts { get; init; }

    /// <summary>What people are to look at, a text for each prompt in order; shown before the step, never sent. Empty = nothing.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    public RepeatCount Loops { get; init; } = RepeatCount.Once;

    /// <summary>Rounds: how often each model gets the whole prompt list in its turn.</summary>
    public RepeatCount Responses { get; init; } = RepeatCount.Once;

    public bool FeedbackLoop { get; init; }

    public bool CumulativeResponse { get; init; }

    public bool FeedbackOutputOnly { get; init; }

    /// <summary>Whether the Python of each response is run, in the sandbox.</summary>
    public bool RunCode { get; init; }

    /// <summary>What that code may do and use.</summary>
    public CodeSettings Code { get; init; } = CodeSettings.Default;

    /// <summary>When the page of the session is opened in the browser by itself.</summary>
    public ShowHtml ShowHtml { get; init; }

    public bool SingleResponsePerModel { get; init; }

    public bool ShuffleModels { get; init; }

    public bool ResetModel { get; init; } = true;

    /// <summary>The ranges to draw from for each response; null = off.</summary>
    public RandomRanges? RandomHyperparameters { get; init; }

    public HyperparameterOverrides Hyperparameters { get; init; } = HyperparameterOverrides.None;

    /// <summary>The settings that are tried in turn, one combination a round.</summary>
    public SweepSettings Sweep { get; init; } = SweepSettings.None;

    public EngineSettings Engine { get; init; } = EngineSettings.Default;

    public OnError OnError { get; init; }

    public OnOverflow OnOverflow { get; init; }

    /// <summary>
    /// As written unless something is said: so is a stored chain without it. Chains that people make ask for Auto.
    /// </summary>
    public Schedule Schedule { get; init; }

    /// <summary>Whether the journal keeps how each token was chosen.</summary>
    public EvidenceSettings Evidence { get; init; } = EvidenceSettings.Default;

    public StopSettings Stop { get; init; } = StopSettings.Default;

    /// <summary>What is looked for in responses that go astray, and what is done about it.</summary>
    public HealthSettings Health { get; init; } = HealthSettings.Default;

    /// <summary>The base seed the chain asks for; null = one is drawn at session start and recorded.</summary>
    [JsonIgnore]
    public ulong? Seed => Hyperparameters.Seed;

    /// <summary>A chain with every default and only prompts; models are added by options.</summary>
    public static ChainDefinition FromPrompts(PromptList prompts, string name = "") =>
        new() { Prompts = prompts, Name = name, Schedule = Schedule.Auto };

    /// <summary>A TXT file in the prompt-list syntax as a chain: what people collected for the original runs unchanged.</summary>
    public static ChainDefinition FromPromptText(string text, string source) =>
        FromPrompts(PromptListParser.Parse(text, source), ModelEntry.NameOf(source));

    /// <summary>The hyperparameters a model is loaded with and starts each step from.</summary>
    public Hyperparameters HyperparametersOf(ModelEntry model) =>
        model.Hyperparameters.WithFallback(Hyperparameters).ApplyTo(Settings.Hyperparameters.Default);

    /// <summary>The note for a prompt (from 1); null when there is none.</summary>
    public string? NoteOf(int prompt) => prompt <= Notes.Length && Notes[prompt - 1].Length > 0 ? Notes[prompt - 1] : null;

    public EngineSettings EngineOf(ModelEntry model) => model.Engine ?? Engine;
}
