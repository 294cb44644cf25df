using System.Collections.Immutable;
using Samantha.Chains.Code;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Settings;
using Samantha.Chains.Sweeps;
using Samantha.Chains.Text;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// The settings that a command line gives: null = not given. Laid over a chain file, or over an empty chain when there is none.
/// Values are typed already; <see cref="ChainCheck"/> finds what does not go together.
/// </summary>
public sealed record ChainOptions
{
    public string? Name { get; init; }

    public ImmutableArray<string>? Models { get; init; }

    /// <summary>A field with the $$$ and --- rules of <see cref="FieldText"/>.</summary>
    public string? SystemPrompt { get; init; }

    public string? PreviousResponse { get; init; }

    /// <summary>Prompts as data, no syntax in them. Not together with PromptText.</summary>
    public ImmutableArray<string>? Prompts { get; init; }

    /// <summary>Prompts that are made already, such as those of a PDF file. They win over the two below.</summary>
    public PromptList? PromptList { get; init; }

    /// <summary>A text in the prompt-list syntax, such as a TXT file; PromptSource names it in messages.</summary>
    public string? PromptText { get; init; }

    public string PromptSource { get; init; } = "prompts";

    public RepeatCount? Loops { get; init; }

    public RepeatCount? Responses { get; init; }

    public bool? FeedbackLoop { get; init; }

    public bool? CumulativeResponse { get; init; }

    public bool? FeedbackOutputOnly { get; init; }

    public bool? SingleResponsePerModel { get; init; }

    public bool? ShuffleModels { get; init; }

    public bool? ResetModel { get; init; }

    public bool? RandomHyperparameters { get; init; }

    public HyperparameterOverrides Hyperparameters { get; init; } = HyperparameterOverrides.None;

    public SweepSettings? Sweep { get; init; }

    public int? Threads { get; init; }

    public int? BatchTokens { get; init; }

    public FlashAttention? FlashAttention { get; init; }

    public OnError? OnError { get; init; }

    public OnOverflow? OnOverflow { get; init; }

    public Schedule? Schedule { get; init; }

    /// <summary>Applied in order over the chain's own.</summary>
    public ImmutableArray<HealthChoice> Health { get; init; } = [];

    public string? StopResponseLine { get; init; }

    public string? StopResponseMatches { get; init; }

    public long? StopTotalTokens { get; init; }

    public TimeSpan? StopWallTime { get; init; }

    public long? StopSteps { get; init; }

    public long? StopLoops { get; init; }

    public bool? StopOutputNotEmpty { get; init; }

    /// <summary>off or an empty text: no such line.</summary>
    public string? StopOutputLine { get; init; }

    public string? StopOutputMatches { get; init; }

    public int? StopExitCode { get; init; }

    public TimeOnly? StopUntil { get; init; }

    public long? StopLoads { get; init; }

    public long? StopDiskBytes { get; init; }

    public long? StopDiskFreeBytes { get; init; }

    public long? StopFailuresInARow { get; init; }

    public bool? RunCode { get; init; }

    public bool? CodeNetwork { get; init; }

    /// <summary>Folders that replace those of the chain; their paths are absolute already.</summary>
    public ImmutableArray<CodeFolder>? CodeReadable { get; init; }

    public ImmutableArray<CodeFolder>? CodeWritable { get; init; }

    public CodeLimits? CodeLimits { get; init; }

    public ShowHtml? ShowHtml { get; init; }

    public bool? Evidence { get; init; }

    public int? EvidenceCandidates { get; init; }

    /// <summary>
    /// The chain with these options in place. Null = no chain file: everything else is a default, and no prompts mean Hello!.
    /// </summary>
    public ChainDefinition ApplyTo(ChainDefinition? chain)
    {
        var below = chain ?? ChainDefinition.FromPrompts(PromptList.Literal([]));
        var hyperparameters = Hyperparameters.WithFallback(below.Hyperparameters);
        return below with
        {
            Name = Name ?? below.Name,
            Models = Models is { } models ? [.. models.Select(model => EntryOf(below, model))] : below.Models,
            SystemPrompt = SystemPrompt is null ? below.SystemPrompt : FieldText.Resolve(SystemPrompt).Text,
            PreviousResponse = PreviousResponse is null ? below.PreviousResponse : FieldText.Resolve(PreviousResponse).Text,
            Prompts = GivenPrompts() ?? below.Prompts,
            Loops = Loops ?? below.Loops,
            Responses = Responses ?? below.Responses,
            FeedbackLoop = FeedbackLoop ?? below.FeedbackLoop,
            CumulativeResponse = CumulativeResponse ?? below.CumulativeResponse,
            FeedbackOutputOnly = FeedbackOutputOnly ?? below.FeedbackOutputOnly,
            SingleResponsePerModel = SingleResponsePerModel ?? below.SingleResponsePerModel,
            ShuffleModels = ShuffleModels ?? below.ShuffleModels,
            ResetModel = ResetModel ?? below.ResetModel,
            RandomHyperparameters = RandomHyperparameters switch
            {
                null => below.RandomHyperparameters,
                true => below.RandomHyperparameters ?? RandomRanges.Default,
                false => null,
            },
            Hyperparameters = hyperparameters,
            Sweep = Sweep ?? below.Sweep,
            Engine = new EngineSettings(
                Threads ?? below.Engine.Threads, BatchTokens ?? below.Engine.BatchTokens,
                FlashAttention ?? below.Engine.FlashAttention),
            OnError = OnError ?? below.OnError,
            OnOverflow = OnOverflow ?? below.OnOverflow,
            Schedule = Schedule ?? below.Schedule,
            Stop = below.Stop with
            {
                ResponseLine = StopResponseLine is null ? below.Stop.ResponseLine : OffOr(StopResponseLine),
                ResponseMatches = StopResponseMatches is null ? below.Stop.ResponseMatches : OffOr(StopResponseMatches),
                TotalTokens = StopTotalTokens ?? below.Stop.TotalTokens,
                WallTime = StopWallTime ?? below.Stop.WallTime,
                Steps = StopSteps ?? below.Stop.Steps,
                Loops = StopLoops ?? below.Stop.Loops,
                OutputNotEmpty = StopOutputNotEmpty ?? below.Stop.OutputNotEmpty,
                OutputLine = StopOutputLine is null ? below.Stop.OutputLine : OffOr(StopOutputLine),
                OutputMatches = StopOutputMatches is null ? below.Stop.OutputMatches : OffOr(StopOutputMatches),
                ExitCode = StopExitCode ?? below.Stop.ExitCode,
                Until = StopUntil ?? below.Stop.Until,
                Loads = StopLoads ?? below.Stop.Loads,
                DiskBytes = StopDiskBytes ?? below.Stop.DiskBytes,
                DiskFreeBytes = StopDiskFreeBytes ?? below.Stop.DiskFreeBytes,
                FailuresInARow = StopFailuresInARow ?? below.Stop.FailuresInARow,
            },
            Health = Health.Aggregate(below.Health, (health, choice) => choice.ApplyTo(health)),
            RunCode = RunCode ?? below.RunCode,
            Code = below.Code with
            {
                Network = CodeNetwork ?? below.Code.Network,
                Readable = CodeReadable ?? below.Code.Readable,
                Writable = CodeWritable ?? below.Code.Writable,
                Limits = CodeLimits ?? below.Code.Limits,
            },
            ShowHtml = ShowHtml ?? below.ShowHtml,
            Evidence = below.Evidence with
            {
                Enabled = Evidence ?? below.Evidence.Enabled,
                Candidates = EvidenceCandidates ?? below.Evidence.Candidates,
            },
        };
    }

    // A model named on the command line that the chain describes keeps its settings.
    private static ModelEntry EntryOf(ChainDefinition below, string model) =>
        below.Models.FirstOrDefault(entry => entry.Name == model) ?? below.Models.FirstOrDefault(entry => entry.Model == model)
        ?? ModelEntry.Of(TextRepair.ReplaceLoneSurrogates(model));

    private static string? OffOr(string text) => text is "off" or "" ? null : TextRepair.ReplaceLoneSurrogates(text);

    private PromptList? GivenPrompts() => PromptList is { } made ? made
        : PromptText is { } text ? PromptListParser.Parse(text, PromptSource)
        : Prompts is { } prompts ? PromptList.Literal(prompts, PromptSource) : null;
}
