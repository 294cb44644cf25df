namespace Samantha.Simulation.World;

/// <summary>
/// Faults that are put in on purpose, to prove that the simulation finds such faults. Each stands for a mistake that somebody could
/// make in the program.
/// </summary>
public enum Defect
{
    None,

    /// <summary>The journal says that events are durable before they are.</summary>
    AnswersBeforeDurable,

    /// <summary>Of a batch of events the last one is not kept, although all are said to be durable.</summary>
    TearsBatches,

    /// <summary>An engine that was told to end says that it has ended, and lives on for a while.</summary>
    EngineOutlivesItsEnd,

    /// <summary>An answer to the asker of a command is lost.</summary>
    LosesAnswers,

    /// <summary>A response differs when it is made a second time.</summary>
    ForgetsTheSeed,
}
