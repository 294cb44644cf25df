using Samantha.Actors.Replay;
using Samantha.Actors.Storage;
using Samantha.Chains.Plans;

namespace Samantha.Tui.Ports;

/// <summary>How the tokens of finished responses were chosen. Reads journals and may start an engine.</summary>
public interface IEvidenceDesk
{
    /// <summary>Null when the session has no such response; a position of null means its last one.</summary>
    Task<ExplainedResponse?> ReadAsync(SessionId session, StepPosition? position, int candidates, CancellationToken ct);
}
