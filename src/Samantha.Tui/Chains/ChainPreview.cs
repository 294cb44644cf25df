using Samantha.Chains.ChainFiles;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Chains;

/// <summary>
/// A checked chain as styled lines: what it does, its prompts with the warnings at their place, models, plan, settings. Pure;
/// texts from outside are made harmless where they are drawn.
/// </summary>
public sealed class ChainPreview
{
    /// <summary>A longer list is read in the editor.</summary>
    public const int PromptsMax = 300;

    private const int StepsShown = 6;

    private readonly TextCatalog _texts;
    private readonly ChainReport _report;
    private readonly List<StyledLine> _lines = [];

    private ChainPreview(TextCatalog texts, ChainReport report)
    {
        _texts = texts;
        _report = report;
    }

    /// <param name="path">Shown under the name.</param>
    public static IReadOnlyList<StyledLine> Lines(TextCatalog texts, ChainReport report, string path)
    {
        var preview = new ChainPreview(texts, report);
        preview.Write(path);
        return preview._lines;
    }

    private void Write(string path)
    {
        Add(_report.Chain?.Name ?? Path.GetFileName(path), ThemeRole.Title);
        Add(path, ThemeRole.Muted);
        if (_report.Chain is { } chain)
        {
            WriteChain(chain);
        }
        else
        {
            WriteFindings(_report.Findings);
        }
    }

    private void WriteChain(ChainDefinition chain)
    {
        if (chain.Description.Length > 0)
        {
            Add(chain.Description);
        }

        WriteVerdict();
        WritePrompts(chain);
        WriteModels();
        WritePlan(chain);
        WriteSettings(chain);
    }

    private void WriteVerdict()
    {
        int errors = _report.Findings.Count(finding => finding.IsError)
            + _report.Models.Count(model => model.Problem is not null);
        int warnings = _report.Findings.Count(finding => !finding.IsError);
        (string text, ThemeRole role) = (_report.CanRun, errors, warnings) switch
        {
            (false, _, _) => (_texts["preview.cannot-run"], ThemeRole.Error),
            (_, > 0, _) => (_texts.Count("preview.errors", errors), ThemeRole.Error),
            (_, _, > 0) => (_texts.Count("preview.warnings", warnings), ThemeRole.Warning),
            _ => (_texts["preview.ready"], ThemeRole.Success),
        };
        Add(text, role);
    }

    private void WritePrompts(ChainDefinition chain)
    {
        Heading(_texts.Count("preview.prompts", chain.Prompts.Count));
        Field("preview.system-prompt", chain.SystemPrompt);
        Field("preview.previous-response", chain.PreviousResponse);
        Field("preview.pre-prompt", chain.Prompts.PrePrompt);
        var left = _report.Findings.ToList();
        var ignored = new Queue<IgnoredPrompt>(chain.Prompts.Ignored.Take(PromptsMax));
        foreach (PromptItem prompt in chain.Prompts.Items.Take(PromptsMax))
        {
            WriteIgnored(ignored, prompt.Span.Line);
            WritePrompt(prompt);
            foreach (Diagnostic finding in left.Where(finding => IsIn(finding, prompt)).ToList())
            {
                left.Remove(finding);
                Finding(finding, "      ");
            }
        }

        WriteIgnored(ignored, int.MaxValue);
        if (chain.Prompts.Count > PromptsMax)
        {
            Add("  " + _texts.Format("preview.more-prompts", _texts.Number(chain.Prompts.Count - PromptsMax)), ThemeRole.Muted);
        }

        WriteFindings(left);
    }

    // At their place among the others, so that a person sees what the marks did.
    private void WriteIgnored(Queue<IgnoredPrompt> ignored, int beforeLine)
    {
        while (ignored.TryPeek(out IgnoredPrompt? next) && next.Span.Line < beforeLine)
        {
            ignored.Dequeue();
            Add($"   -  {_texts["preview.ignored"]}: {OneLine.Of(next.Text)}", ThemeRole.Ignored);
        }
    }

    private void WritePrompt(PromptItem prompt)
    {
        string number = $"{prompt.Number,4}  ";
        string kind = prompt.Kind switch
        {
            PromptKind.Final => _texts["preview.final"] + " ",
            PromptKind.Fallback => _texts["preview.fallback"] + " ",
            _ => "",
        };
        string own = prompt.Overrides.IsNone ? "" : "{" + ChainWords.Overrides(prompt.Overrides) + "} ";
        string tokens = TokensOf(prompt.Number - 1);
        string text = prompt.Problem is null
            ? OneLine.Of(prompt.Text)
            : _texts.Format("preview.fails", _texts.Said(prompt.Problem));
        string line = number + kind + own + text + tokens;
        StyledSpan[] spans =
        [
            new StyledSpan(0, number.Length, ThemeRole.LineNumber),
            new StyledSpan(number.Length, kind.Length, ThemeRole.Accent),
            new StyledSpan(number.Length + kind.Length, own.Length, ThemeRole.Code),
            new StyledSpan(
                number.Length + kind.Length + own.Length, text.Length, prompt.Problem is null ? ThemeRole.Text : ThemeRole.Error),
            new StyledSpan(line.Length - tokens.Length, tokens.Length, ThemeRole.Muted),
        ];
        _lines.Add(new StyledLine(line, [.. spans.Where(span => span.Length > 0)]));
    }

    private string TokensOf(int index)
    {
        var counts = _report.Counts.Where(c => index < c.PromptTokens.Length && c.PromptTokens[index] is not null)
            .Select(c => _texts.Number(c.PromptTokens[index]!.Value)).ToList();
        return counts.Count == 0 ? "" : " · " + _texts.Format("preview.tokens", string.Join(" / ", counts));
    }

    private void WriteModels()
    {
        Heading(_texts.Count("preview.models", _report.Models.Length));
        for (int i = 0; i < _report.Models.Length; i++)
        {
            ReportedModel model = _report.Models[i];
            string about = model switch
            {
                { NeedsDownload: true } => _texts["preview.download"],
                { File: { } file } => _texts.Format(
                    "preview.model", _texts.Bytes(file.SizeBytes), file.FileTypeName, _texts.Number(model.WindowTokens)),
                _ => "",
            };
            string own = model.Entry.Hyperparameters.IsNone ? "" : " {" + ChainWords.Overrides(model.Entry.Hyperparameters) + "}";
            Add($"{i + 1,4}  {model.Entry.Name}{own}" + (about.Length > 0 ? " · " + about : ""));
            if (model.Problem is { } problem)
            {
                Add("      " + _texts.Said(problem), ThemeRole.Error);
            }
        }
    }

    private void WritePlan(ChainDefinition chain)
    {
        if (_report.Plan is not { } plan)
        {
            return;
        }

        string steps = plan.TotalSteps is { } total ? _texts.Count("preview.steps", total) : _texts["preview.endless"];
        string loads = PlanWords.Loads(_texts, plan) is { Length: > 0 } words ? ", " + words : "";
        Heading(_texts.Format("preview.plan", steps + loads));
        Add("  " + (chain.SingleResponsePerModel
            ? _texts["preview.single"]
            : string.Join(
                " x ", CountOf("preview.loops", chain.Loops), _texts.Count("preview.models", chain.Models.Length),
                CountOf("preview.rounds", chain.Responses) + Combinations(chain), _texts.Count("preview.prompts", chain.Prompts.Count))));
        foreach (PlannedStep step in plan.From(plan.First).Take(StepsShown))
        {
            Add($"  {step.StepId}  {step.Model.Name}  {OneLine.Of(step.Prompt.Text, 120)}", ThemeRole.Muted);
        }

        if (plan.TotalSteps is null or > StepsShown)
        {
            Add("  …", ThemeRole.Muted);
        }
    }

    private void WriteSettings(ChainDefinition chain)
    {
        Heading(_texts["preview.settings"]);
        Add("  " + string.Join(", ", ChainWords.Settings(chain)));
        if (chain.RunCode)
        {
            Add("  " + _texts.Format("preview.code", _texts[chain.Code.Network ? "preview.on" : "preview.off"]));
        }

        var stops = ChainWords.Stops(_texts, chain);
        Add("  " + (stops.IsEmpty
            ? _texts["preview.never-early"]
            : _texts.Format("preview.ends-early", string.Join("; ", stops))));
    }

    private void WriteFindings(IEnumerable<Diagnostic> findings)
    {
        foreach (Diagnostic finding in findings)
        {
            Finding(finding, "  ");
        }
    }

    private void Finding(Diagnostic finding, string indent)
    {
        string place = finding.Line > 0 ? _texts.Format("preview.place", finding.Line, finding.Column) + " " : "";
        string word = _texts[finding.IsError ? "preview.error" : "preview.warning"];
        Add($"{indent}{word} {place}{_texts.Said(finding.Message)}", finding.IsError ? ThemeRole.Error : ThemeRole.Warning);
    }

    private string CountOf(string key, RepeatCount count) =>
        count.Times is { } times ? _texts.Count(key, times) : _texts[key + ".endless"];

    private string Combinations(ChainDefinition chain) =>
        chain.Sweep.IsNone ? "" : " x " + _texts.Count("preview.combinations", (long)chain.Sweep.Combinations);

    private void Field(string key, string value)
    {
        if (value.Length > 0)
        {
            Add("  " + _texts.Format(key, OneLine.Of(value)), ThemeRole.Muted);
        }
    }

    private void Heading(string text)
    {
        _lines.Add(StyledLine.Plain(""));
        Add(text, ThemeRole.Heading);
    }

    private void Add(string text, ThemeRole role = ThemeRole.Text) => _lines.Add(StyledLine.In(role, text));

    private static bool IsIn(Diagnostic finding, PromptItem prompt) =>
        finding.Line > 0 && prompt.Span.Line > 0 && finding.Line >= prompt.Span.Line && finding.Line <= prompt.Span.EndLine;
}
