using Samantha.Chains.Sessions;

namespace Samantha.Exports.Reading;

/// <summary>
/// The response that was shown last. In most chains it is the previous response of the next step, and a document that names it
/// there says as much as one that repeats it.
/// </summary>
internal sealed class LastResponse
{
    private string _text = "";

    public string Anchor { get; private set; } = "";

    public void Remember(ExportStep step)
    {
        if (step.End == StepEnd.Answered && step.Text.Length > 0)
        {
            _text = step.Text;
            Anchor = step.Anchor;
        }
    }

    /// <summary>True when exactly this response is what the step sent as the previous one.</summary>
    public bool IsSentBy(StepStarted started) => _text.Length > 0 && started.PreviousResponse == _text;
}
