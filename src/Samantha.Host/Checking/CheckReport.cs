using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Stop;
using Samantha.Chains.Text;
using Samantha.Engine.Gguf;
using Samantha.Host.ChainInput;
using Samantha.Host.Commands;
using Samantha.Host.Terminal;

namespace Samantha.Host.Checking;

/// <summary>
/// The result of a check as a page for people: chain, models, prompts, plan, findings, verdict. Sanitises all text.
/// </summary>
internal sealed class CheckReport
{
    private const int FirstSteps = 8;
    private const int PromptsShown = 200;
    private const int PromptCharsMax = 70;

    private readonly HostConsole _console;
    private readonly CheckResult _result;

    public CheckReport(HostConsole console, CheckResult result)
    {
        _console = console;
        _result = result;
    }

    public void Write()
    {
        if (_result.Loaded.Chain is { } chain)
        {
            WriteChain(chain);
            WriteModels();
            WritePrompts(chain);
            WritePlan(chain);
        }

        WriteFindings();
    }

    private void WriteChain(ChainDefinition chain)
    {
        Heading($"Chain: {chain.Name}", _result.Loaded.Source);
        if (chain.Description.Length > 0)
        {
            Line(chain.Description);
        }

        if (chain.SystemPrompt.Length > 0)
        {
            Line("system prompt: " + Excerpt(chain.SystemPrompt));
        }

        if (chain.PreviousResponse.Length > 0)
        {
            Line("previous response: " + Excerpt(chain.PreviousResponse));
        }

        Line("settings: " + string.Join(", ", ChainWords.Settings(chain)));
        WriteStops(chain);
        WriteCode(chain);
    }

    private void WriteStops(ChainDefinition chain)
    {
        ImmutableArray<string> stops = StopRules.Describe(chain);
        if (stops.IsEmpty)
        {
            Line("ends early: never by a rule");
            return;
        }

        Line("ends early after the first step for which one of these holds:");
        foreach (string stop in stops)
        {
            Line("  " + stop);
        }
    }

    private void WriteCode(ChainDefinition chain)
    {
        if (_result.Code is not { } code)
        {
            return;
        }

        Line($"code: sandbox {code.Sandbox} ({code.Reason})");
        Line($"  network {(chain.Code.Network ? "on" : "off")}; {string.Join(", ", LimitOption.Describe(chain.Code.Limits))}");
        WriteFolders("readable", chain.Code.Readable);
        WriteFolders("writable", chain.Code.Writable);
    }

    private void WriteFolders(string kind, ImmutableArray<CodeFolder> folders)
    {
        foreach (CodeFolder folder in folders)
        {
            Line($"  {kind}: {folder.Path} as /data/{folder.Name}");
        }
    }

    private void WriteModels()
    {
        Heading($"Models: {_result.Models.Length}");
        var table = new TextTable(">#", "NAME", ">SIZE", "QUANT", ">CONTEXT", ">TRAINED", "SETTINGS", "FILE");
        for (int i = 0; i < _result.Models.Length; i++)
        {
            CheckedModel model = _result.Models[i];
            GgufFile? file = model.File;
            table.Add(
                Number(i + 1),
                model.Entry.Name,
                file is null ? "" : Amounts.Bytes(file.SizeBytes),
                file?.FileTypeName,
                model.WindowTokens == 0 ? "trained" : Amounts.Count(model.WindowTokens),
                file is null ? "" : Amounts.Count(file.TrainedContextTokens),
                ChainWords.Overrides(model.Entry.Hyperparameters),
                model.NeedsDownload ? $"{model.Entry.Model} (not downloaded yet)" : model.Resolved?.Path ?? model.Entry.Model);
        }

        table.WriteTo(_console, "  ");
        foreach (string note in _result.Models.Where(model => !model.IsWindowChosen).Select(model => model.BeyondTraining)
            .OfType<string>().Distinct())
        {
            Line(note);
        }
    }

    private void WritePrompts(ChainDefinition chain)
    {
        Heading($"Prompts: {Amounts.Count(chain.Prompts.Count)}");
        string[] counted = [.. _result.Counts.Where(c => c.Problem is null).Select(c => $">TOKENS {c.ModelNumber}")];
        var table = new TextTable([">#", "LINE", "KIND", .. counted, "SETTINGS", "TEXT"]);
        foreach (PromptItem prompt in chain.Prompts.Items.Take(PromptsShown))
        {
            IEnumerable<string> tokens = _result.Counts.Where(c => c.Problem is null).Select(c => TokensOf(c, prompt.Number - 1));
            table.Add([
                Number(prompt.Number),
                prompt.Span.Line > 0 ? Number(prompt.Span.Line) : "-",
                KindOf(prompt),
                .. tokens,
                ChainWords.Overrides(prompt.Overrides),
                prompt.Problem is null ? Excerpt(prompt.Text) : "fails: " + prompt.Problem,
            ]);
        }

        if (chain.Prompts.PrePrompt.Length > 0)
        {
            Line("in front of each (pre-prompt): " + Excerpt(chain.Prompts.PrePrompt));
        }

        table.WriteTo(_console, "  ");
        if (chain.Prompts.Count > PromptsShown)
        {
            Line($"… {Amounts.Count(chain.Prompts.Count - PromptsShown)} more");
        }

        WriteIgnored(chain.Prompts.Ignored);

        if (counted.Length > 0)
        {
            Line("TOKENS n: with the template of model n, as the first step sends it (system prompt and previous "
                + "response included)");
        }
    }

    private void WriteIgnored(ImmutableArray<IgnoredPrompt> ignored)
    {
        if (ignored.IsEmpty)
        {
            return;
        }

        Line($"ignored because of their ---: {Amounts.Count(ignored.Length)}");
        foreach (IgnoredPrompt prompt in ignored.Take(PromptsShown))
        {
            _console.Out.WriteLine(_console.OutInk.Dim($"    line {prompt.Span.Line}: {Excerpt(prompt.Text)}"));
        }
    }

    private void WritePlan(ChainDefinition chain)
    {
        if (_result.Plan is not { } plan)
        {
            return;
        }

        string steps = plan.TotalSteps is { } total ? Amounts.Plural(total, "step") : "endless";
        string loads = OrderWords.Loads(plan) is { Length: > 0 } words ? ", " + words : "";
        string combinations = chain.Sweep.IsNone ? "" : $" x {chain.Sweep.Combinations} combinations of the sweep";
        string product = chain.SingleResponsePerModel
            ? "a single response per model"
            : $"{chain.Loops} loops x {chain.Models.Length} models x {chain.Responses} rounds{combinations} x {chain.Prompts.Count} prompts";
        Heading($"Plan: {steps}{loads}", product);
        if (plan.Order.Reason != OrderReason.NothingToSave)
        {
            Line(OrderWords.Of(plan.Order.Reason));
        }

        var table = new TextTable(">#", "STEP", "MODEL", "PROMPT");
        foreach (PlannedStep step in plan.From(plan.First).Take(FirstSteps))
        {
            table.Add(
                step.Number is { } number ? Amounts.Count(number) : "",
                step.StepId,
                step.Model.Name,
                $"{step.Prompt.Number}: {Excerpt(step.Prompt.Text)}");
        }

        table.WriteTo(_console, "  ");
        if (plan.TotalSteps is null or > FirstSteps)
        {
            Line("…");
        }
    }

    private void WriteFindings()
    {
        _console.Out.WriteLine();
        int errors = 0, warnings = 0;
        foreach (Diagnostic finding in _result.Loaded.Findings)
        {
            (errors, warnings) = finding.IsError ? (errors + 1, warnings) : (errors, warnings + 1);
            Finding(finding.IsError, DiagnosticText.WithoutSeverity(finding));
        }

        foreach (string warning in _result.Warnings)
        {
            warnings++;
            Finding(false, warning);
        }

        foreach (CheckedModel model in _result.Models.Where(m => m.Problem is not null).DistinctBy(m => m.Problem))
        {
            errors++;
            Finding(true, $"model {model.Entry.Name}: {model.Problem}");
        }

        foreach (string problem in CountProblems())
        {
            errors++;
            Finding(true, problem);
        }

        string verdict = $"{Amounts.Plural(errors, "error")}, {Amounts.Plural(warnings, "warning")}";
        _console.Out.WriteLine(errors > 0 ? _console.OutInk.Red(verdict) : _console.OutInk.Green(verdict));
    }

    private IEnumerable<string> CountProblems()
    {
        foreach (TokenCounts counts in _result.Counts)
        {
            if (counts.Problem is not null)
            {
                yield return $"model {counts.ModelNumber}: tokens cannot be counted: {counts.Problem}";
            }

            for (int i = 0; i < counts.PromptTokens.Length; i++)
            {
                if (counts.PromptTokens[i] is { } tokens && counts.WindowTokens > 0 && tokens >= counts.WindowTokens)
                {
                    yield return $"prompt {i + 1} has {Amounts.Count(tokens)} tokens for model {counts.ModelNumber}, "
                        + $"whose context takes {Amounts.Count(counts.WindowTokens)}; a larger n_ctx or a shorter prompt is needed";
                }
            }
        }
    }

    private void Finding(bool isError, string text)
    {
        string label = isError ? _console.OutInk.Red("error:") : _console.OutInk.Yellow("warning:");
        _console.Out.WriteLine($"{label} {TerminalSanitizer.SanitizeLine(text)}");
    }

    private void Heading(string text, string? aside = null)
    {
        _console.Out.WriteLine();
        string tail = aside is null ? "" : $"  ({TerminalSanitizer.SanitizeLine(aside)})";
        _console.Out.WriteLine(_console.OutInk.Bold(TerminalSanitizer.SanitizeLine(text)) + tail);
    }

    private void Line(string text) => _console.Out.WriteLine("  " + TerminalSanitizer.SanitizeLine(text));

    private static string TokensOf(TokenCounts counts, int index) =>
        index < counts.PromptTokens.Length && counts.PromptTokens[index] is { } tokens ? Amounts.Count(tokens) : "?";

    private static string KindOf(PromptItem prompt) => prompt.Kind switch
    {
        PromptKind.Final => "final",
        PromptKind.Fallback => "stand-in",
        _ => prompt.UsesFullText || prompt.UsesPartialText ? "joins" : "prompt",
    };

    private static string Excerpt(string text) => TerminalSanitizer.SanitizeLine(text.Trim(), PromptCharsMax);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
