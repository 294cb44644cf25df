using System.Collections.Immutable;
using Samantha.Actors.Models;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Health;
using Samantha.Chains.Grammars;
using Samantha.Chains.Messages;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Chains.Steering;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;
using FlashAttention = Samantha.Engine.Protocol.FlashAttention;

namespace Samantha.Actors.Steps;

/// <summary>
/// Translates a step as the chain describes it into what the engine is asked. Pure; the engine's and the chain's words meet only
/// here.
/// </summary>
public static class StepRequests
{
    public static ModelUse Model(ChainDefinition chain, RunStep step, string path) =>
        new(step.Step.Model.Name, Load(chain, step.Step.Model, path));

    public static LoadRequest Load(ChainDefinition chain, ModelEntry model, string path)
    {
        EngineSettings engine = chain.EngineOf(model);
        return new LoadRequest(path)
        {
            // The window is the model's, not the prompt's: braces in a prompt cannot change it without a reload.
            ContextTokens = chain.HyperparametersOf(model).ContextTokens,
            Threads = engine.Threads ?? 0,
            MicroBatchTokens = engine.BatchTokens ?? 0,
            FlashAttention = engine.FlashAttention switch
            {
                Chains.ChainFiles.FlashAttention.On => FlashAttention.On,
                Chains.ChainFiles.FlashAttention.Off => FlashAttention.Off,
                _ => FlashAttention.Auto,
            },
        };
    }

    public static GenerateRequest Generation(ChainDefinition chain, RunStep step) =>
        Generation(chain, step.Messages, step.Hyperparameters, step.Seed) with
        {
            WithTextEnds = HealthJudge.Cuts(chain.Health),
            GivenTokens = TokenIds.Read(step.GivenTokens),
        };

    public static GenerateRequest Generation(
        ChainDefinition chain, ImmutableArray<ChatMessage> messages, Hyperparameters values, ulong seed) =>
        new(Messages(messages), Sampling(values))
        {
            Seed = seed,
            MaxTokens = values.MaxTokens,
            StopWords = values.Stop,
            ResetContext = chain.ResetModel,
        };

    public static ImmutableArray<EngineMessage> Messages(ImmutableArray<ChatMessage> messages) =>
        [.. messages.Select(m => new EngineMessage(Role(m.Role), m.Content))];

    private static EngineRole Role(ChatRole role) => role switch
    {
        ChatRole.System => EngineRole.System,
        ChatRole.Assistant => EngineRole.Assistant,
        _ => EngineRole.User,
    };

    public static SamplingSettings Sampling(Hyperparameters values) => new()
    {
        Temperature = values.Temperature,
        TfsZ = values.TfsZ,
        TopP = values.TopP,
        MinP = values.MinP,
        TypicalP = values.TypicalP,
        TopK = values.TopK,
        PresencePenalty = values.PresencePenalty,
        FrequencyPenalty = values.FrequencyPenalty,
        RepeatPenalty = values.RepeatPenalty,
        PenaltyLastTokens = values.PenaltyLastTokens,
        Dry = new DrySettings
        {
            Multiplier = values.DryMultiplier,
            Base = values.DryBase,
            AllowedLength = values.DryAllowedLength,
            LastTokens = values.DryPenaltyLastTokens,
            Breakers = values.DrySequenceBreakers,
        },
        TopNSigma = values.TopNSigma,
        XtcProbability = values.XtcProbability,
        XtcThreshold = values.XtcThreshold,
        Mirostat = values.Mirostat,
        MirostatTau = values.MirostatTau,
        MirostatEta = values.MirostatEta,
        LogitBias = [.. values.LogitBias.Select(Bias)],
        Grammar = values.JsonSchema.Length > 0 ? JsonSchemaGrammar.ToGrammar(values.JsonSchema) : values.Grammar,
    };

    // What a chain holds has been parsed once already.
    private static TokenBias Bias(string written) => LogitBiasEntry.TryParse(written, out LogitBiasEntry entry)
        ? new TokenBias(entry.TokenId, entry.Text, double.IsNegativeInfinity(entry.Bias) ? null : entry.Bias)
        : throw new FormatException(LogitBiasEntry.FindProblem(written));
}
