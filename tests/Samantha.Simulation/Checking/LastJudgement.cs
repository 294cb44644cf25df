using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Watching;
using Samantha.Simulation.World;

namespace Samantha.Simulation.Checking;

/// <summary>What must hold when all is over: the order of the steps, and that each response is what its model said to what was sent.</summary>
internal static class LastJudgement
{
    public static void Judge(SimWorld world, SessionId session, ChainDefinition chain)
    {
        if (!world.Disk.TryGetValue(session, out DurableSession? stored) || stored.State.Status == SessionStatus.NotStarted)
        {
            return;
        }

        Plan plan = Plan.Create(chain, stored.State.BaseSeed);
        StepPosition? last = null;
        StepStarted? started = null;
        void Require(bool holds, string message) => world.Laws.Require(holds, $"{session}: {message}");
        var books = new Books(chain.Stop, Require);
        var patients = new Patients(chain, plan, Require);
        foreach (SessionEvent next in stored.Events)
        {
            books.Add(next);
            patients.Add(next);
            if (next is StepStarted begun)
            {
                started = begun;
            }

            if (next is not ResponseCommitted { StopReason: not ResponseStopReason.Interrupted } committed)
            {
                continue;
            }

            JudgeText(world, chain, started!, committed);
            if (committed.StopReason == ResponseStopReason.RejectedByDetector)
            {
                continue;
            }

            world.Laws.Require(last is not { } before || plan.Order.Compare(before, committed.Position) < 0, $"{committed.Position} comes after {last}");
            last = committed.Position;
        }

        Require(
            books.Total <= world.Time.Awake + ClockGaps.LateMax,
            $"it says that it ran for {books.Total}, and the machine was awake for {world.Time.Awake}");

        if (world.Weather.IsMild && stored.State is { Status: SessionStatus.Finished, StepsFailed: 0 } && !MayOverflow(chain))
        {
            string[] here = Reference.Transcript(stored.Events).Split('\n');
            string[] there = Reference.TranscriptOf(session, chain).Split('\n');
            int same = here.Zip(there).TakeWhile(pair => pair.First == pair.Second).Count();
            world.Laws.Require(
                same == here.Length && same == there.Length,
                $"{session}: the transcript is not that of an uninterrupted session: \"{here.ElementAtOrDefault(same)}\" instead of "
                + $"\"{there.ElementAtOrDefault(same)}\"");
        }
    }

    private static void JudgeText(SimWorld world, ChainDefinition chain, StepStarted started, ResponseCommitted committed)
    {
        (string[] words, int count, _) = Reference.Cut(
            chain, Script.Response(chain, started.SystemPrompt, started.PreviousResponse, started.Prompt, started.Seed).Words);

        // An engine that did not live to tell where its tokens end leaves the text alone.
        bool isCut = committed.StopReason == ResponseStopReason.SkippedByUser || committed.PromptTokens == 0;
        string said = string.Concat(isCut ? words : words.Take(count));
        world.Laws.Require(
            started.Position == committed.Position && started.Attempt == committed.Attempt
            && (isCut ? said.StartsWith(committed.Text, StringComparison.Ordinal) : said == committed.Text),
            $"the response to {committed.Position} is not what the model said");
    }

    // The reference has no window. Whether a step fits is the same with and without interruptions, but failures are not in it.
    private static bool MayOverflow(ChainDefinition chain) => chain.Hyperparameters.ContextTokens is < 400
        || chain.Prompts.UsesFullText || chain.CumulativeResponse;
}
