using Samantha.Actors.Sessions;
using Samantha.Chains.Evidence;
using Samantha.Chains.Sessions;
using Samantha.Exports.Tokens;
using Samantha.Host.Terminal;

namespace Samantha.Host.Running;

/// <summary>
/// The run as JSON lines: every durable event as the journal has it, and between them <c>text</c>, <c>code-started</c>,
/// <c>code-output</c>, <c>note</c> and at the end <c>summary</c> lines, which are not durable.
/// </summary>
internal sealed class JsonRunView : IRunView
{
    private readonly HostConsole _console;
    private readonly bool _quiet;

    public JsonRunView(HostConsole console, bool quiet)
    {
        _console = console;
        _quiet = quiet;
    }

    public void OnNews(SessionNews news)
    {
        switch (news)
        {
            case SessionEventRecorded recorded:
                JsonLine.WriteSafe(_console.Out, SessionEventJson.Serialize(recorded.Event));
                break;
            case StepTextStreamed text:
                JsonLine.Write(_console.Out, json =>
                {
                    json.WriteString("type", "text");
                    json.WriteString("position", text.Position.StepId);
                    json.WriteNumber("attempt", text.Attempt);
                    json.WriteString("delta", text.TextDelta);
                    json.WriteNumber("responseTokens", text.ResponseTokens);
                });
                break;
            case StepTokensExplained explained:
                foreach (TokenEvidence token in explained.Tokens)
                {
                    JsonLine.Write(_console.Out, json =>
                    {
                        json.WriteString("type", "token");
                        TokenLine.WriteTo(json, explained.Position, explained.Attempt, token);
                    });
                }

                break;
            case StepCodeStarted started:
                JsonLine.Write(_console.Out, json =>
                {
                    json.WriteString("type", "code-started");
                    json.WriteString("position", started.Position.StepId);
                    json.WriteString("sandbox", started.Sandbox);
                    json.WriteString("sandboxReason", started.SandboxReason);
                });
                break;
            case StepCodePrinted printed:
                JsonLine.Write(_console.Out, json =>
                {
                    json.WriteString("type", "code-output");
                    json.WriteString("position", printed.Position.StepId);
                    json.WriteBoolean("isError", printed.IsError);
                    json.WriteString("delta", printed.TextDelta);
                });
                break;
            case SessionNoted noted:
                JsonLine.Write(_console.Out, json =>
                {
                    json.WriteString("type", "note");
                    json.WriteString("message", noted.Text);
                });
                break;
            default:
                return;
        }

        _console.Out.Flush();
    }

    public void OnTick()
    {
    }

    public void Note(string text)
    {
        if (!_quiet)
        {
            _console.Note(text);
        }
    }

    public void Finish(RunSummary summary)
    {
        JsonLine.Write(_console.Out, json =>
        {
            json.WriteString("type", "summary");
            json.WriteString("session", summary.Session.Text);
            json.WriteString("status", summary.Status);
            json.WriteString("message", summary.Message);
            json.WriteNumber("steps", summary.Steps);
            json.WriteNumber("responseTokens", summary.Tokens);
            json.WriteNumber("failures", summary.Failures);
            json.WriteNumber("elapsedMs", (long)summary.Elapsed.TotalMilliseconds);
        });
        _console.Out.Flush();
        foreach (string line in summary.Lines())
        {
            Note(line);
        }
    }
}
