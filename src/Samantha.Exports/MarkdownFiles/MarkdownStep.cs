using System.Globalization;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Exports.Reading;

namespace Samantha.Exports.MarkdownFiles;

/// <summary>One step of the document: what was sent, what came, what its code did. It remembers the last response.</summary>
internal sealed class MarkdownStep(Overview overview, ExportSource source, TextWriter output)
{
    private readonly LastResponse _last = new();

    public void Write(ExportStep step)
    {
        var attempt = step.Attempt > 1 ? $", attempt {step.Attempt}" : "";
        output.Write($"### {step.Position.StepId}{attempt}: {Fence.Line(step.Model)}\n\n");
        output.Write($"{Facts(step)}\n\n");
        if (step.Started is { } started)
        {
            WriteSent(started);
        }

        if (step.Failure is { } failure)
        {
            output.Write($"**Failed: {Words.Of(failure.Reason)}.** {Fence.Line(failure.Message)}\n\n");
        }

        if (step.Response is not null || step.Unfinished is not null)
        {
            Section(step.End == StepEnd.Answered ? "Response" : "Response, not complete", step.Text, "markdown");
        }

        if (step.Response?.Code is { } code)
        {
            WriteRun(step, code);
        }

        _last.Remember(step);
    }

    private static string Facts(ExportStep step)
    {
        var facts = new List<string> { $"**{Words.End(step.End, step.Response?.StopReason)}**" };
        if (step.Response is { } response)
        {
            facts.Add($"{Words.Plural(response.ResponseTokens, "token")} written, {Words.Read(response)}");
            facts.Add(Words.Duration(step.Seconds));
            facts.Add(step.TokensPerSecond is { } speed ? $"{Words.Speed(speed)} tokens/s" : "");
        }

        if (step.Started is { } started)
        {
            facts.Add($"seed {started.Seed.ToString(CultureInfo.InvariantCulture)}");
            facts.Add(Words.Time(started.AtUtc));
            facts.AddRange(HyperparameterTable
                .DifferencesFrom(Hyperparameters.Default, started.Hyperparameters with { Seed = null })
                .Select(setting => Fence.Code($"{setting.Name} {setting.Value}")));
            facts.Add(started.SweepLine is { } swept ? Fence.Line(swept) : "");
            facts.Add(started.RandomLine is { } random ? Fence.Line(random) : "");
        }

        return string.Join(" · ", facts.Where(fact => fact.Length > 0));
    }

    private void WriteSent(StepStarted started)
    {
        if (started.Note is { } note)
        {
            Section("Note", note);
        }

        if (started.SystemPrompt.Length > 0 && started.SystemPrompt != overview.Chain?.SystemPrompt)
        {
            Section("System prompt", started.SystemPrompt);
        }

        if (started.PreviousTrimmedCharacters > 0)
        {
            output.Write($"{Words.Count(started.PreviousTrimmedCharacters)} characters were dropped from the start of the "
                + "previous response to fit the context window.\n\n");
        }

        if (_last.IsSentBy(started))
        {
            output.Write($"Previous response: that of {_last.Anchor}{(_last.WithOutput ? " with its output" : "")}.\n\n");
        }
        else if (started.PreviousResponse.Length > 0)
        {
            Section("Previous response", started.PreviousResponse);
        }

        Section("Prompt", started.Prompt);
    }

    private void WriteRun(ExportStep step, ExtractedCode code)
    {
        if (code.Program.Length > 0)
        {
            Section("Program", code.Program, "python");
        }

        if (!code.RemovedLines.IsDefaultOrEmpty)
        {
            Section("Lines that were left out", string.Join('\n', code.RemovedLines));
        }

        foreach (var block in code.HtmlBlocks.IsDefault ? [] : code.HtmlBlocks)
        {
            Section("HTML block, saved and not run", block, "html");
        }

        if (step.Code?.Outcome is not { } outcome)
        {
            return;
        }

        var sandbox = outcome.Sandbox.Length > 0 ? $" · sandbox {Fence.Line(outcome.Sandbox)}" : "";
        var reason = outcome.SandboxReason.Length > 0 ? $" ({Fence.Line(outcome.SandboxReason)})" : "";
        output.Write($"**Python: {Words.CodeEnd(outcome)}** · {Words.Duration(outcome.DurationMs / 1000)}{sandbox}{reason}\n\n");
        if (outcome.Message.Length > 0)
        {
            output.Write(Fence.Line(outcome.Message) + "\n\n");
        }

        WriteStream("Output", outcome.Stdout, outcome.IsOutputCut);
        WriteStream("Errors", outcome.Stderr, isCut: false);
        WriteFiles(step.Position, outcome);
    }

    private void WriteStream(string title, string text, bool isCut)
    {
        if (text.Length > 0)
        {
            Section(isCut ? title + ", cut: it printed more than it may" : title, text, "text");
        }
    }

    private void WriteFiles(StepPosition position, CodeOutcome outcome)
    {
        foreach (var file in outcome.Files.IsDefault ? [] : outcome.Files)
        {
            var name = Fence.Line(file.Name);
            var url = source.LinkTo(position, file);
            output.Write($"- {(url is null ? name : $"[{name}](<{url}>)")}, {Words.Bytes(file.Bytes)}, sha256 {file.Sha256}\n");
        }

        foreach (var note in outcome.FileNotes.IsDefault ? [] : outcome.FileNotes)
        {
            output.Write($"- {Fence.Line(note)}\n");
        }

        output.Write("\n");
    }

    private void Section(string title, string text, string language = "") =>
        output.Write($"#### {title}\n\n{Fence.Block(text, language)}\n");
}
