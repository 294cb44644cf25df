using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Chains.Sweeps;
using Samantha.Exports.Reading;

namespace Samantha.Exports.Pages;

/// <summary>What the session was set to: the chain once, and the hyperparameters of each step, behind summary lines.</summary>
internal static class SettingsHtml
{
    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Chain(Overview overview)
    {
        var start = overview.Start;
        var html = new StringBuilder("<section class=\"settings\">\n<details><summary>Settings of the session</summary>\n");
        html.Append("<dl class=\"pairs\">\n");
        Pair(html, "Session", start.SessionId);
        Pair(html, "Started", Words.Time(start.AtUtc));
        if (overview.Branch is { } branch)
        {
            Pair(html, "Branch of", $"{branch.FromSession}, up to its event {Words.Count(branch.FromSequence)}");
            branch.Changes.ToList().ForEach(change => Pair(html, "Changed", change));
        }

        Pair(html, "Last event", Words.Time(overview.LastAtUtc));
        if (overview.Chain is { } chain)
        {
            Pair(html, "Models", string.Join(", ", chain.Models.Select(model => model.Name)));
            Pair(html, "Loops", Times(chain.Loops));
            Pair(html, "Responses", Times(chain.Responses));
            if (!chain.Sweep.IsNone)
            {
                Pair(html, "Sweep", SweepText.Of(chain.Sweep));
            }

            Pair(html, "Switches", Switches(chain));
        }

        foreach (var model in overview.Models)
        {
            Pair(html, "Loaded", LoadedModel(model));
        }

        foreach (var file in overview.Hashes)
        {
            Pair(html, "Model file", $"{file.Model}: SHA-256 {file.Sha256}");
        }

        Pair(html, "Base seed", overview.BaseSeed.ToString(CultureInfo.InvariantCulture));
        Pair(html, "Fingerprint", overview.Fingerprint);
        Pair(html, "Program", start.ProgramVersion);
        html.Append("</dl>\n</details>\n");
        if (overview.Chain is { SystemPrompt.Length: > 0 } withSystem)
        {
            html.Append(Folded("System prompt", withSystem.SystemPrompt));
        }

        html.Append("<details><summary>The whole chain, as stored</summary><pre class=\"panel\">")
            .Append(HtmlText.Escape(Indented(overview.ChainText))).Append("</pre></details>\n</section>\n");
        return html.ToString();
    }

    public static string OfStep(StepStarted started)
    {
        var html = new StringBuilder("<details><summary>Settings</summary>\n<dl class=\"pairs\">\n");
        foreach (var key in HyperparameterTable.Keys.Where(key => key.Kind != HyperparameterKind.Seed))
        {
            var value = key.Format(started.Hyperparameters);
            var isChanged = value != key.Format(Hyperparameters.Default);
            html.Append(CultureInfo.InvariantCulture,
                $"<dt>{key.Name}</dt><dd{(isChanged ? " class=\"changed\"" : "")}>{HtmlText.Escape(value)}</dd>\n");
        }

        Pair(html, "seed", started.Seed.ToString(CultureInfo.InvariantCulture));
        if (started.SweepLine is { } swept)
        {
            Pair(html, "combination", swept);
        }

        if (started.RandomLine is { } random)
        {
            Pair(html, "drawn at random", random);
        }

        return html.Append("</dl>\n</details>\n").ToString();
    }

    /// <summary>A text behind a summary line.</summary>
    public static string Folded(string title, string text) =>
        $"<details><summary>{HtmlText.Escape(title)}</summary>"
            + $"<pre class=\"panel wrap\" dir=\"auto\">{HtmlText.Escape(text)}</pre></details>\n";

    public static string LoadedModel(ModelLoaded model) =>
        $"{model.Model}: {Words.Bytes(model.FileBytes)}, context {Words.Count(model.ContextTokens)} of "
            + $"{Words.Count(model.TrainedContextTokens)} tokens, {Words.Plural(model.Threads, "thread")}, template "
            + $"{model.TemplateName}{(model.TemplateFallbackReason is { } reason ? $" ({reason})" : "")}, {model.Path}"
            + (model.Receipt is { } receipt ? $", llama.cpp {receipt.LibraryVersion} for {receipt.CpuVariant}" : "")
            + (model.Sandbox is { } sandbox ? $", engine in sandbox {sandbox}" : "")
            + (model.SandboxNote is { } note ? $" ({note})" : "");

    public static string Times(RepeatCount count) =>
        count.Times is { } times ? Words.Count(times) : "endless";

    public static string Switches(ChainDefinition chain)
    {
        (string Name, bool IsOn)[] switches =
        [
            ("feedback loop", chain.FeedbackLoop), ("cumulative response", chain.CumulativeResponse),
            ("feedback output only", chain.FeedbackOutputOnly), ("run code", chain.RunCode),
            ("single response per model", chain.SingleResponsePerModel), ("shuffle models", chain.ShuffleModels),
            ("reset model", chain.ResetModel), ("random hyperparameters", chain.RandomHyperparameters is not null),
        ];
        return string.Join(", ", switches.Select(entry => $"{entry.Name} {(entry.IsOn ? "on" : "off")}"));
    }

    public static string Indented(string json)
    {
        try
        {
            return JsonNode.Parse(json)?.ToJsonString(s_indented) ?? json;
        }
        catch (JsonException)
        {
            return json;
        }
    }

    private static void Pair(StringBuilder html, string name, string value) =>
        html.Append(CultureInfo.InvariantCulture, $"<dt>{HtmlText.Escape(name)}</dt><dd>{HtmlText.Escape(value)}</dd>\n");
}
