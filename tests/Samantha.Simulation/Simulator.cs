using System.Globalization;
using Samantha.Actors.Sessions;
using Samantha.Simulation.Checking;
using Samantha.Simulation.Driving;
using Samantha.Simulation.World;

namespace Samantha.Simulation;

/// <summary>
/// Runs the whole program on simulated time with simulated engines, programs and disks, from one seed, on the calling thread. Equal
/// seeds give equal runs, message by message.
/// </summary>
public static class Simulator
{
    /// <summary>More than any run needs that goes on; one that needs more turns in circles.</summary>
    private const int EventsMax = 12_000;

    private const int StepsMax = 600_000;

    private static readonly TimeSpan s_timeMax = TimeSpan.FromHours(6);

    /// <summary>What may be due while messages wait: a message is late by a second at most, not by an hour.</summary>
    private static readonly TimeSpan s_lateMax = TimeSpan.FromMilliseconds(500);

    public static SimulationResult Run(ulong seed, Defect defect = Defect.None, bool withTrace = false) =>
        Run(seed, new SimWorld(seed, defect), withTrace);

    /// <summary>
    /// A run in which nothing goes wrong but that one order to the journal fails. The flag says whether there were so many orders.
    /// </summary>
    public static (SimulationResult Result, bool WasReached) RunWithFailingWrite(ulong seed, int failingWrite)
    {
        var world = new SimWorld(seed, Defect.None, failingWrite);
        SimulationResult result = Run(seed, world, withTrace: false);
        return (result, world.JournalOrders >= failingWrite);
    }

    private static SimulationResult Run(ulong seed, SimWorld world, bool withTrace)
    {
        world.Laws.Trace.KeepsLines = withTrace;
        int crashes = 0;
        string? problem = null;
        try
        {
            Live(world, ref crashes);
        }
        catch (Exception e)
        {
            problem = e is LawBrokenException ? e.Message : e.ToString();
        }

        return new SimulationResult(
            seed, problem, world.Events, world.Laws.Trace.Hash, crashes, world.Time.Elapsed, world.Laws.Trace.Lines);
    }

    private static void Live(SimWorld world, ref int crashes)
    {
        var user = new SimUser(world);
        int crashesLeft = world.Weather.Crashes;
        while (true)
        {
            SimProgram program = Start(world, user);
            int crashAt = crashesLeft-- > 0 ? world.Events + world.Random.Below(world.Weather.CalmAfterEvents) : int.MaxValue;
            if (LiveOnce(world, user, program, crashAt))
            {
                break;
            }

            crashes++;
            world.Laws.Trace.Add(world.Time.Elapsed, "the program is killed");
            world.AfterCrash();
            world.Laws.ProgramDied();
        }

        foreach (var (session, chain) in user.Sessions)
        {
            LastJudgement.Judge(world, session, chain);
        }

        user.CheckAnswers();
        Check(world);
    }

    private static SimProgram Start(SimWorld world, SimUser user)
    {
        var program = new SimProgram(world, Hear);
        user.SitDownAt(program);
        return program;

        void Hear(SessionNews news)
        {
            world.Laws.Heard(news);
            user.Heard(news);
        }
    }

    /// <summary>False when the program was killed; true when everybody has what they wanted.</summary>
    private static bool LiveOnce(SimWorld world, SimUser user, SimProgram program, int crashAt)
    {
        for (int steps = 0; !user.IsDone; steps++)
        {
            if (world.IsCrashing || (world.Events >= crashAt && !world.IsCalm))
            {
                return false;
            }

            if (world.Weather.Sleep > 0 && world.Time.Slept == TimeSpan.Zero && world.Happens(world.Weather.Sleep))
            {
                world.Time.Sleep(TimeSpan.FromMinutes(world.Random.Between(1, 600)));
                world.Laws.Trace.Add(world.Time.Elapsed, "the machine has slept");
            }

            TimeSpan? next = world.Time.Next;
            bool isLate = program.Dispatcher.HasWork && next < s_lateMax && world.Random.Chance(world.Weather.Lateness);
            if (program.Dispatcher.HasWork && !isLate)
            {
                program.Dispatcher.Step();
            }
            else if (next is not null)
            {
                world.Time.DoNext();
            }
            else
            {
                throw new LawBrokenException($"nothing is under way any more, but somebody waits: {user.Awaited}");
            }

            Check(world);
            if (world.Events > EventsMax || steps > StepsMax || world.Time.Awake > s_timeMax)
            {
                throw new LawBrokenException(string.Create(
                    CultureInfo.InvariantCulture, $"no end after {world.Events} events and {world.Time.Elapsed}: {user.Awaited}"));
            }
        }

        return true;
    }

    private static void Check(SimWorld world)
    {
        world.Laws.LookAtEngines();
        if (world.Laws.Breach is { } breach)
        {
            throw new LawBrokenException(breach);
        }
    }
}
