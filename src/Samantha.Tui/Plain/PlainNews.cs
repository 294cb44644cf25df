using Samantha.Actors.Sessions;
using Samantha.Chains.Sessions;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Plain;

/// <summary>Says what a session does, as sentences that are short enough to be spoken. Keeps nothing.</summary>
internal sealed class PlainNews(PlainWriter writer, TextCatalog texts)
{
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
                writer.Line(noted.Text);
                break;
            case SessionEnded ended:
                writer.Key("plain.ended", ended.Session, ended.Message);
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
            case ModelLoaded loaded:
                writer.Key("plain.loaded", loaded.Model, texts.Duration(TimeSpan.FromMilliseconds(loaded.LoadMs)));
                break;
            case ModelLoadFailed failed:
                writer.Key("plain.load-failed", failed.Model, failed.Message);
                break;
            case StepStarted step:
                writer.Key("plain.step", step.Position.StepId, step.Model, OneLine.Of(step.Prompt));
                break;
            case ResponseCommitted response:
                writer.EndStream();
                double seconds = (response.PrefillMs + response.DecodeMs) / 1000;
                writer.Key("plain.response", texts.Number(response.ResponseTokens), texts.Number(seconds, 1));
                break;
            case CodeExecuted code:
                writer.EndStream();
                writer.Key("plain.code-ended", code.Outcome.ExitCode?.ToString(texts.Culture) ?? "-", code.Outcome.Message);
                break;
            case StepFailed failed:
                writer.EndStream();
                writer.Key("plain.step-failed", failed.Position.StepId, failed.Message);
                break;
        }
    }
}
