namespace Samantha.Chains.ChainFiles;

/// <summary>
/// In which order a session answers the steps of its plan. AsWritten is what a stored chain without this setting has: sessions
/// from before it go on as they were written.
/// </summary>
public enum Schedule
{
    AsWritten,

    /// <summary>Grouped by model where nothing depends on the order: see <see cref="Plans.ExecutionOrder"/>.</summary>
    Auto,
}
