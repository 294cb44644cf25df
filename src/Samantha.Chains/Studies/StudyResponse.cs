using Samantha.Chains.Plans;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Studies;

/// <summary>One response of a study: where it stands, with which settings it was made, what was measured.</summary>
public sealed record StudyResponse(
    StepPosition Position, string Model, int Prompt, Hyperparameters Settings, ulong Seed, ResponseMeasures Measures);
