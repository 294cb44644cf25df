using Samantha.Sandbox.Running;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Transcripts;

namespace Samantha.Tui.Code;

/// <summary>
/// What a running program prints, taken from its own thread to a log on the UI thread, many pieces at once. Lines of stderr are
/// marked with a sign as well as a colour.
/// </summary>
/// <param name="log">Written to on the UI thread only.</param>
/// <param name="post">The way to the UI thread.</param>
internal sealed class RunOutput(TranscriptLog log, Action<Action> post)
{
    private const string ErrorSign = "! ";

    public TranscriptLog Log => log;

    private readonly Lock _gate = new();
    private List<SandboxOutput> _waiting = [];
    private bool _isError;
    private bool _atLineStart = true;

    /// <summary>Any thread. How much a program may print is bounded by its limits.</summary>
    public void Add(SandboxOutput part)
    {
        lock (_gate)
        {
            _waiting.Add(part);
            if (_waiting.Count > 1)
            {
                return;
            }
        }

        post(Show);
    }

    /// <summary>Writes what waits. UI thread.</summary>
    public void Show()
    {
        List<SandboxOutput> parts;
        lock (_gate)
        {
            (parts, _waiting) = (_waiting, []);
        }

        foreach (SandboxOutput part in parts)
        {
            Write(part);
        }
    }

    private void Write(SandboxOutput part)
    {
        if (part.IsError != _isError)
        {
            log.BeginLine();
            (_isError, _atLineStart) = (part.IsError, true);
        }

        if (!part.IsError)
        {
            log.Append(part.Text);
            return;
        }

        string[] lines = part.Text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            bool isLast = i == lines.Length - 1;
            if (isLast && lines[i].Length == 0)
            {
                break;
            }

            log.Append((_atLineStart ? ErrorSign : "") + lines[i] + (isLast ? "" : "\n"), ThemeRole.Error);
            _atLineStart = !isLast;
        }
    }
}
