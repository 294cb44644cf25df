using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;

namespace Samantha.Exports.Reading;

/// <summary>A step as one row of the overview: numbers only, so that a hundred thousand of them are no burden.</summary>
internal readonly record struct StepLine(
    StepPosition Position, string Anchor, string Model, StepEnd End, ResponseStopReason? StopReason, int PromptTokens,
    int ResponseTokens, double Seconds, double? TokensPerSecond, CodeRunEnd? CodeEnd, int? ExitCode)
{
    public static StepLine Of(ExportStep step, string model) => new(
        step.Position, step.Anchor, model, step.End, step.Response?.StopReason, step.Response?.PromptTokens ?? 0,
        step.Response?.ResponseTokens ?? 0, step.Seconds, step.TokensPerSecond,
        step.Code?.Outcome.End, step.Code?.Outcome.ExitCode);
}
