namespace Samantha.Actors.Sessions;

/// <summary>
/// What a person can tell a running session. Each command is answered once, with what will happen or why nothing will.
/// </summary>
public enum SessionCommand
{
    /// <summary>Finish the running step, then end the session.</summary>
    StopAfterStep,

    /// <summary>
    /// End the session now; the text of the running step is kept aside and the step is answered anew on resume.
    /// </summary>
    StopNow,

    /// <summary>End the running response where it is, keep its text, go on with the next step.</summary>
    SkipResponse,

    /// <summary>As <see cref="SkipResponse"/>, and leave out what is left of this model's turn.</summary>
    SkipModel,

    /// <summary>
    /// Hold the session: what runs is ended within the bound, nothing of it counts, and it begins again when the session goes on.
    /// </summary>
    Pause,

    /// <summary>As <see cref="Pause"/> (or during it), and give the model's memory back.</summary>
    PauseAndUnload,

    /// <summary>Let a paused session go on.</summary>
    Continue,
}
