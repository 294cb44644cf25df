using Samantha.Actors.Sessions;
using Samantha.Chains.Sessions;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Plain;

/// <summary>Says what a session does, as sentences that are short enough to be spoken. Keeps nothing.</summary>
internal sealed class PlainNews(PlainWriter writer, TextCatalog texts)
{
    /// <summary>Whether the terminal rings when a session begins and when it ends.</summary>
    public bool Bell { get; set; }

    public void Say(SessionNews news)
    {
        switch (news)
        {
            case StepTextStreamed streamed:
                writer.Stream(streamed.TextDelta);
                break;
            case StepCodePrinted printed:
                writer.Stream(printed.TextDelta);
                break;
            case StepCodeStarted started:
                writer.Key("plain.code-started", started.Sandbox);
                break;
            case SessionNoted noted:
                writer.Line(texts.Said(noted.Text));
                break;
            case SessionEnded ended:
                writer.Key("plain.ended", ended.Session, texts.Said(ended.Message));
                Ring();
                break;
            case SessionEventRecorded recorded:
                Say(recorded.Event);
                break;
        }
    }

    private void Say(SessionEvent recorded)
    {
        switch (recorded)
        {
            case SessionStarted:
                Ring();
                break;
            case ModelLoaded loaded:
                string took = texts.Duration(TimeSpan.FromMilliseconds(loaded.LoadMs));
                writer.Key("plain.loaded", loaded.Model, loaded.SwapMs is { } swap
                    ? took + ", " + texts.Format("session.swap", texts.Duration(TimeSpan.FromMilliseconds(swap)))
                    : took);
                break;
            case ModelLoadFailed failed:
                writer.Key("plain.load-failed", failed.Model, texts.Said(failed.Message));
                break;
            case StepStarted step:
                WriteNote(step.Note);
                writer.Key("plain.step", step.Position.StepId, step.Model, OneLine.Of(step.Prompt));
                break;
            case ResponseCommitted response:
                writer.EndStream();
                double seconds = (response.PrefillMs + response.DecodeMs) / 1000;
                writer.Key("plain.response", texts.Count("session.tokens", response.ResponseTokens), texts.Number(seconds, 1));
                break;
            case CodeExecuted code:
                writer.EndStream();
                string exitCode = code.Outcome.ExitCode?.ToString(texts.Culture) ?? "-";
                writer.Key("plain.code-ended", exitCode, texts.Said(code.Outcome.Message));
                break;
            case StepFailed failed:
                writer.EndStream();
                writer.Key("plain.step-failed", failed.Position.StepId, texts.Said(failed.Message));
                break;
        }
    }

    private void WriteNote(string? note)
    {
        foreach (string line in note?.Split('\n') ?? [])
        {
            writer.Line(line);
        }
    }

    private void Ring()
    {
        if (Bell)
        {
            writer.Ring();
        }
    }
}
