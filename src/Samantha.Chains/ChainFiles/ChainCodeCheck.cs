using System.Globalization;
using Samantha.Chains.Code;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// What a person should know about a chain that runs code, and about settings that have no effect without it. Only warnings:
/// what a chain allows its programs is its author's choice, but it has to be seen.
/// </summary>
internal static class ChainCodeCheck
{
    /// <summary>A day with a clock put back; until ends a run before that.</summary>
    private static readonly TimeSpan s_longestRunUntil = TimeSpan.FromHours(25);

    public static void Warn(ChainDefinition chain, Action<string> warn)
    {
        if (chain.RunCode)
        {
            WarnAboutReach(chain.Code, warn);
            WarnAboutLimits(chain.Code.Limits, warn);
        }
        else
        {
            WarnAboutNothingRun(chain, warn);
        }

        if (chain.Stop is { Until: { } until, WallTime: { } wallTime } && wallTime > s_longestRunUntil)
        {
            warn(string.Create(CultureInfo.InvariantCulture,
                $"stop until = \"{until:HH:mm}\" ends every run within a day, so wall-time is reached only over several runs."));
        }
    }

    private static void WarnAboutReach(CodeSettings code, Action<string> warn)
    {
        if (code.Network)
        {
            warn("code network = on: what the models write reaches the network, this computer's own services included, and can "
                + "send away whatever it can read.");
        }

        foreach (var folder in code.Writable)
        {
            warn("code writable: what the models write can change and delete every file "
                + $"in {folder.Path} (/data/{folder.Name}).");
        }

        if (code.Network && !code.Readable.IsEmpty)
        {
            warn("code readable together with network = on: what is in those folders can be sent away.");
        }
    }

    private static void WarnAboutLimits(CodeLimits limits, Action<string> warn)
    {
        if (limits.MemoryTotalBytes < limits.MemoryBytes)
        {
            warn("code limits: memory is more than memory-total, which is reached first.");
        }

        if (limits.FileBytes > limits.WorkFolderBytes)
        {
            warn("code limits: file-size is more than work-folder, which is full first.");
        }
    }

    private static void WarnAboutNothingRun(ChainDefinition chain, Action<string> warn)
    {
        if (chain.FeedbackOutputOnly && chain.FeedbackLoop)
        {
            warn("feedback-output-only feeds back only what code printed, so nothing is fed back without run-code = on.");
        }

        var stop = chain.Stop;
        var rules = new (bool IsSet, string Name)[]
        {
            (stop.OutputNotEmpty, "output-not-empty"),
            (stop.OutputLine is not (null or StopSettings.DefaultResponseLine), "output-line"),
            (stop.OutputMatches is not null, "output-matches"),
            (stop.ExitCode is not null, "exit-code"),
        };
        var idle = rules.Where(rule => rule.IsSet).Select(rule => rule.Name).ToList();
        if (idle.Count > 0)
        {
            warn($"stop {string.Join(", ", idle)} can never hold without run-code = on.");
        }

        if (!IsDefault(chain.Code))
        {
            warn("code has no effect without run-code = on.");
        }

        if (chain.ShowHtml == ShowHtml.OnOutput)
        {
            warn("show-html = on-output never shows a page without run-code = on.");
        }
    }

    private static bool IsDefault(CodeSettings code) =>
        !code.Network && code.Readable.IsEmpty && code.Writable.IsEmpty && code.Limits == CodeLimits.Default;
}
