using Samantha.Actors.CodeRuns;
using Samantha.Chains.Plans;

namespace Samantha.Actors.Sessions;

/// <summary>The program that a ChainSession has under way and what the user wants of it. Plain data for one owner.</summary>
internal sealed class RunningCode(StepPosition position, int attempt)
{
    public CodeJobId Job { get; } = CodeJobId.New();

    public StepPosition Position => position;

    public int Attempt => attempt;

    public SessionCommand? Cancelling { get; set; }
}
