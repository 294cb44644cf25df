using Samantha.Chains.Feedback;
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

    /// <summary>Whether the output of its code belongs to it.</summary>
    public bool WithOutput { get; private set; }

    public void Remember(ExportStep step)
    {
        if (step.End == StepEnd.Answered && step.Text.Length > 0)
        {
            // What the feedback makes of it: the response, followed by what its code printed.
            _text = FeedbackRules.WithOutput(step.Text, InterpreterOutput.Of(step.Code?.Outcome));
            WithOutput = _text.Length > step.Text.Length;
            Anchor = step.Anchor;
        }
    }

    /// <summary>True when exactly this response (with its output) is what the step sent as the previous one.</summary>
    public bool IsSentBy(StepStarted started) => _text.Length > 0 && started.PreviousResponse == _text;
}
