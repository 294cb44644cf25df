using Samantha.Chains.ChainFiles;

namespace Samantha.Chains.Plans;

/// <summary>
/// Finds the place in one plan that corresponds to a place in another: what a session has reached when its chain is replaced by
/// one with fewer prompts, models, rounds or loops.
/// </summary>
internal static class PlanClamp
{
    /// <summary>The last step of the plan that is not behind the position; the position itself when the plan has it.</summary>
    public static StepPosition LastUpTo(ChainDefinition chain, Plan plan, StepPosition position)
    {
        if (plan.Contains(position))
        {
            return position;
        }

        long loops = chain.Loops.Times ?? long.MaxValue;
        long rounds = PlanCounts.Rounds(chain).Times ?? long.MaxValue;
        var (loop, model, round, prompt) = (position.Loop, position.Model, position.Round, position.Prompt);
        if (loop > loops)
        {
            (loop, model, round, prompt) = (loops, chain.Models.Length, rounds, chain.Prompts.Count);
        }

        if (model > chain.Models.Length)
        {
            (model, round, prompt) = (chain.Models.Length, rounds, chain.Prompts.Count);
        }

        if (round > rounds)
        {
            (round, prompt) = (rounds, chain.Prompts.Count);
        }

        prompt = Math.Min(prompt, chain.Prompts.Count);
        if (!chain.SingleResponsePerModel)
        {
            return new StepPosition(loop, model, round, prompt);
        }

        // Turn i answers prompt i, and the plan ends with the shorter of the two.
        Int128 turn = Int128.Min(((Int128)(loop - 1) * chain.Models.Length) + model, chain.Prompts.Count);
        var (full, rest) = Int128.DivRem(turn - 1, chain.Models.Length);
        return new StepPosition((long)full + 1, (int)rest + 1, 1, (int)turn);
    }
}
