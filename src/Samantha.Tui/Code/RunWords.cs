using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Running;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Code;

/// <summary>The sandbox, its limits and the outcome of a run as lines for the person. Pure.</summary>
internal static class RunWords
{
    public static string LevelOf(SandboxLevel? level) => level switch
    {
        SandboxLevel.Bubblewrap => "bubblewrap",
        SandboxLevel.None => "none",
        _ => "-",
    };

    public static string Limits(TextCatalog texts, SandboxLimits limits) => texts.Format(
        "code.limits", texts.Duration(limits.WallClock), texts.Duration(limits.Cpu), texts.Bytes(limits.MemoryBytes),
        texts.Bytes(limits.MemoryTotalBytes), limits.Processes, texts.Bytes(limits.WorkFolderBytes),
        texts.Bytes(limits.OutputBytes));

    public static IEnumerable<StyledLine> Outcome(TextCatalog texts, SandboxOutcome outcome)
    {
        string time = texts.Duration(TimeSpan.FromMilliseconds(outcome.DurationMs));
        string level = LevelOf(outcome.Level);
        yield return outcome.End switch
        {
            SandboxEnd.Exited => StyledLine.In(
                outcome.ExitCode == 0 ? ThemeRole.Success : ThemeRole.Warning,
                texts.Format("code.end.exited", outcome.ExitCode ?? 0, time, level)),
            SandboxEnd.Crashed => StyledLine.In(
                ThemeRole.Error, texts.Format("code.end.crashed", outcome.ExitCode ?? 0, time, level)),
            SandboxEnd.LimitReached => StyledLine.In(ThemeRole.Error, texts.Format("code.end.limit", time, level)),
            SandboxEnd.Cancelled => StyledLine.In(ThemeRole.Warning, texts["code.end.stopped"]),
            _ => StyledLine.In(ThemeRole.Error, texts["code.end.not-run"]),
        };
        if (outcome.Message.Length > 0)
        {
            yield return StyledLine.In(ThemeRole.Muted, texts.Said(outcome.Message));
        }
        else if (outcome.IsOutputCut)
        {
            yield return StyledLine.In(ThemeRole.Muted, texts["code.output-cut"]);
        }

        foreach (string note in outcome.FileNotes)
        {
            yield return StyledLine.In(ThemeRole.Muted, texts.Said(note));
        }
    }
}
