using System.Collections.Immutable;
using Samantha.Actors.Journal;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Stop;
using Samantha.Tui.Chains;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Sessions.Watching;

/// <summary>
/// What the head of a session says, line by line: a text, and how full its bar is (null: no bar). Pure; texts from outside are
/// made harmless where they are drawn.
/// </summary>
public sealed record StatusFacts(
    string Title, string Status, string Id, StatusLineFact Step, StatusLineFact Activity, StatusLineFact Context, string Times)
{
    public static StatusFacts Of(TextCatalog texts, SessionWatch watch, DateTimeOffset nowUtc)
    {
        string id = watch.Session?.Text ?? "";
        string status = watch.IsPaused ? texts["status.paused"] : texts.Status(watch.Status);
        if (watch.IsElsewhere)
        {
            status = watch.Listing?.Owner is { } owner
                ? texts.Format("session.elsewhere-process", status, owner.ProcessId)
                : texts.Format("session.elsewhere", status);
        }

        if (watch.Picture is not { State.Chain: { } chain } picture)
        {
            string activity = watch.Problem ?? texts[watch.Picture is null ? "session.reading" : "session.nothing-yet"];
            return new StatusFacts("", status, id, new(""), new(activity), new(""), "");
        }

        return new StatusFacts(
            chain.Name, status, id, StepOf(texts, picture, chain), ActivityOf(texts, watch, picture),
            ContextOf(texts, picture), TimesOf(texts, watch, picture, nowUtc));
    }

    private static StatusLineFact StepOf(TextCatalog texts, SessionPicture picture, ChainDefinition chain)
    {
        if (picture.Plan is not { } plan || picture.Current is not { } at || !plan.Contains(at))
        {
            return new StatusLineFact(texts["session.no-step"]);
        }

        string number = plan.TurnInOrder(at) is { } n ? texts.Number(n) : texts.Number(picture.StepsSettled);
        string text = plan.TotalSteps is { } total
            ? texts.Format("session.step-of", number, texts.Number(total))
            : texts.Format("session.step-endless", number);
        long rounds = plan.RoundsPerTurn.Times ?? 0;
        string grid = string.Join(
            ", ",
            Count(texts, "session.loop", at.Loop, chain.Loops.Times ?? 0),
            Count(texts, "session.model", at.Model, chain.Models.Length),
            Count(texts, "session.round", at.Round, rounds),
            Count(texts, "session.prompt", at.Prompt, chain.Prompts.Count));
        double? share = plan.TotalSteps is > 0 and { } all ? (double)picture.StepsSettled / all : null;
        return new StatusLineFact($"{text}, {grid}", share);
    }

    private static string Count(TextCatalog texts, string key, long at, long of) => of > 0
        ? $"{texts[key]} {texts.Number(at)}/{texts.Number(of)}"
        : $"{texts[key]} {texts.Number(at)}";

    private static StatusLineFact ActivityOf(TextCatalog texts, SessionWatch watch, SessionPicture picture)
    {
        if (!watch.IsRunning)
        {
            string done = texts.Format(
                "session.totals", texts.Count("session.responses", picture.State.StepsAnswered),
                texts.Count("session.failures", picture.State.StepsFailed),
                texts.Count("session.tokens", picture.State.ResponseTokens));
            return new StatusLineFact(watch.CanResume ? $"{done}. {texts["session.can-resume"]}" : done);
        }

        if (watch.IsPaused)
        {
            return new StatusLineFact(texts[picture.Live is null ? "session.paused" : "session.pausing"]);
        }

        string stopping = picture.State.IsStopRequested ? " " + texts["session.stopping"] : "";
        return picture.Live is not { } live
            ? new StatusLineFact(texts["session.between"] + stopping)
            : new StatusLineFact(PhaseOf(texts, live, picture) + stopping, live.PhaseShare);
    }

    private static string PhaseOf(TextCatalog texts, LiveStep live, SessionPicture picture) => live.Phase switch
    {
        LivePhase.Downloading => texts.Format(
            "session.downloading", live.ModelName, texts.Bytes(live.DoneUnits),
            live.TotalUnits is { } total ? texts.Bytes(total) : "?"),
        LivePhase.Loading when live.LoadPhase.Length > 0 => texts.Format(
            "session.loading-phase", live.ModelName, texts["session.load." + live.LoadPhase]),
        LivePhase.Loading => texts.Format("session.loading", live.ModelName),
        LivePhase.Prefill when live.TotalUnits is { } total => texts.Format(
            "session.prefill", live.ModelName, texts.Number(live.DoneUnits), texts.Number(total)),
        LivePhase.Prefill => texts.Format("session.prefilling", live.ModelName),
        LivePhase.Decoding => Joined(
            texts.Format("session.decoding", live.ModelName),
            texts.Count("session.tokens", live.ResponseTokens),
            live.TokensPerSecond is { } speed ? texts.Speed(speed) : ""),
        LivePhase.RunningCode => picture.Sandbox.Length > 0
            ? texts.Format("session.running-code-in", picture.Sandbox)
            : texts["session.running-code"],
        _ => texts.Format("session.waiting", live.ModelName),
    };

    private static StatusLineFact ContextOf(TextCatalog texts, SessionPicture picture)
    {
        int window = picture.Live?.ContextTokens is > 0 and var live ? live : picture.ContextTokens;
        if (window <= 0)
        {
            return new StatusLineFact("");
        }

        (int prompt, int previous, int response) = picture.Live is { PromptTokens: > 0 } step
            ? (step.PromptTokens, step.PreviousTokens, step.ResponseTokens)
            : (picture.LastPromptTokens, picture.LastPreviousTokens, picture.LastResponseTokens);
        string text = texts.Format(
            previous > 0 ? "session.context-previous" : "session.context",
            texts.Number(prompt), texts.Number(response), texts.Number(window), texts.Number(previous));
        return new StatusLineFact(text, (prompt + (double)response) / window);
    }

    private static string TimesOf(TextCatalog texts, SessionWatch watch, SessionPicture picture, DateTimeOffset nowUtc)
    {
        TimeSpan elapsed = picture.State.Elapsed(watch.IsRunning ? nowUtc : picture.State.LastAtUtc);
        TimeSpan? left = watch.IsRunning ? Forecast.Left(elapsed, picture.StepsSettled, picture.Plan?.TotalSteps) : null;
        return Joined(
            texts.Format("session.elapsed", Amounts.Elapsed(elapsed)),
            left is { } more ? texts.Format("session.left", texts.Duration(more)) : "",
            BudgetOf(texts, watch, picture, nowUtc),
            !watch.IsRunning && picture.LastTokensPerSecond is { } speed ? texts.Speed(speed) : "",
            watch.IsHere && watch.EngineMemoryBytes is { } bytes ? texts.Format("session.memory", texts.Bytes(bytes)) : "",
            picture.LastSwapMs is { } swap ? texts.Format("session.swap", texts.Duration(TimeSpan.FromMilliseconds(swap))) : "",
            picture.Sandbox.Length > 0 ? texts.Format("session.sandbox", picture.Sandbox) : "",
            picture.FileCount > 0 ? texts.Count("session.files", picture.FileCount) : "",
            picture.Plan is { Order.IsGrouped: true } plan ? PlanWords.Loads(texts, plan) : "",
            watch.Status == SessionStatusText.Damaged ? texts["session.damaged"] : "");
    }

    // The limit that ends the session first; show and the report have them all.
    private static string BudgetOf(TextCatalog texts, SessionWatch watch, SessionPicture picture, DateTimeOffset nowUtc)
    {
        DateTimeOffset at = watch.IsRunning ? nowUtc : picture.State.LastAtUtc;
        var clock = new StopClock(picture.State.Elapsed(at), at, TimeZoneInfo.Local, picture.Disk);
        ImmutableArray<BudgetUse> uses =
            Budgets.Later(Budgets.Of(picture.State, clock), TimeSpan.Zero, picture.Live?.ResponseTokens ?? 0);
        return Budgets.Tightest(uses) is { } use ? texts.Budget(use) : "";
    }

    private static string Joined(params ReadOnlySpan<string> parts)
    {
        var there = new List<string>();
        foreach (string part in parts)
        {
            if (part.Length > 0)
            {
                there.Add(part);
            }
        }

        return string.Join(", ", there);
    }
}
