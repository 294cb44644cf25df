using Samantha.Actors.Sessions;

namespace Samantha.Host.Running;

/// <summary>One way to show a running session. Called from one thread; it only shows and decides nothing.</summary>
internal interface IRunView
{
    void OnNews(SessionNews news);

    /// <summary>Time passed; called about ten times a second.</summary>
    void OnTick();

    /// <summary>A line that belongs to no event.</summary>
    void Note(string text);

    /// <summary>The last lines of the run.</summary>
    void Finish(RunSummary summary);
}
