using System.Collections.Immutable;
using Samantha.Chains.ChainFiles;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Charts;
using Samantha.Tui.App;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Editor;

/// <summary>
/// How much of the context window the longest prompt takes, by the models' own tokenizers, and whether the wanted response still
/// fits. Shows the model where it is tightest.
/// </summary>
public sealed class ContextGauge : Widget
{
    private readonly ScreenContext _context;
    private readonly ProgressBar _bar;

    public ContextGauge(ScreenContext context)
        : base(context.Kit)
    {
        _context = context;
        _bar = new ProgressBar(Kit) { Text = context.Texts["editor.gauge-none"] };
    }

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _bar.Backdrop = Backdrop;
        _bar.Arrange(area);
    }

    public override void Draw(Canvas canvas) => _bar.Draw(canvas);

    public void ShowCounting() => _bar.Text = _context.Texts["editor.gauge-counting"];

    public void Show(ChainDefinition? chain, ImmutableArray<ReportedCounts> counts)
    {
        var tightest = counts
            .Where(count => count.WindowTokens > 0 && count.PromptTokens.Any(tokens => tokens is not null))
            .MaxBy(count => (double)count.PromptTokens.Max()!.Value / count.WindowTokens);
        if (tightest is null || chain is null)
        {
            string? problem = counts.Select(count => count.Problem).FirstOrDefault(problem => problem is not null);
            (_bar.Share, _bar.Text, _bar.Role) = (null, problem ?? _context.Texts["editor.gauge-none"], ThemeRole.BarFilled);
            return;
        }

        int tokens = tightest.PromptTokens.Max()!.Value;
        int prompt = tightest.PromptTokens.IndexOf(tokens) + 1;
        int left = tightest.WindowTokens - tokens;
        int at = Math.Clamp(tightest.ModelNumber - 1, 0, Math.Max(0, chain.Models.Length - 1));
        int wanted = chain.Models.IsEmpty ? 0 : chain.HyperparametersOf(chain.Models[at]).MaxTokens;
        string key = left <= 0 ? "editor.gauge-full" : left < wanted ? "editor.gauge-tight" : "editor.gauge";
        _bar.Share = Math.Min(1, (double)tokens / tightest.WindowTokens);
        _bar.Role = left <= 0 ? ThemeRole.Error : left < wanted ? ThemeRole.Warning : ThemeRole.BarFilled;
        _bar.Text = _context.Texts.Format(
            key, _context.Texts.Number(prompt), _context.Texts.Number(tokens), _context.Texts.Number(tightest.WindowTokens),
            _context.Texts.Number(Math.Max(0, left)), _context.Texts.Number(wanted));
    }
}
