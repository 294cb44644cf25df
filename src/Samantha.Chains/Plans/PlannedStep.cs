using Samantha.Chains.ChainFiles;
using Samantha.Chains.Prompts;

namespace Samantha.Chains.Plans;

/// <summary>
/// One step of a plan: who answers what. ModelNumber is the model's 1-based number in the chain as written (Position.Model is
/// its turn). Number counts the steps of the plan from 1; null when it does not fit a long.
/// </summary>
public sealed record PlannedStep(StepPosition Position, ModelEntry Model, int ModelNumber, PromptItem Prompt, long? Number)
{
    public string StepId => Position.StepId;
}
