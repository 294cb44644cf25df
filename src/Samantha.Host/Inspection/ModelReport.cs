using System.Globalization;
using Samantha.Chains.Text;
using Samantha.Engine.Gguf;
using Samantha.Host.Terminal;

namespace Samantha.Host.Inspection;

/// <summary>
/// What a model file's header says, as a page for people: sizes, shape, memory, template, metadata. Every text from the file is
/// sanitised and bounded. It loads no weights and starts no engine.
/// </summary>
internal sealed class ModelReport
{
    private const int LabelCells = 16;
    private const int TemplateLinesMax = 12;
    private const int LineCharsMax = 160;

    /// <summary>The context that a chain asks for when it says nothing.</summary>
    private static readonly int DefaultContextTokens = Chains.Settings.Hyperparameters.Default.ContextTokens;

    private readonly HostConsole _console;
    private readonly GgufFile _file;

    public ModelReport(HostConsole console, GgufFile file)
    {
        _console = console;
        _file = file;
    }

    /// <summary>
    /// Context windows worth an estimate: the default one and the trained one, each at most the trained length.
    /// </summary>
    public static int[] Contexts(GgufFile file)
    {
        int trained = file.TrainedContextTokens;
        int standard = trained > 0 ? Math.Min(DefaultContextTokens, trained) : DefaultContextTokens;
        return trained > standard ? [standard, trained] : [standard];
    }

    public void Write()
    {
        WriteShape();
        WriteMemory();
        WriteTemplate();
        WriteMetadata();
    }

    private void WriteShape()
    {
        Line("file", _file.Path);
        Line("name", _file.Name ?? "(none)");
        Line("architecture", _file.Architecture);
        Line("size", $"{Amounts.Bytes(_file.SizeBytes)} ({Amounts.Count(_file.SizeBytes)} bytes)");
        Line("parameters", Amounts.Parameters(_file.ParameterCount));
        Line("quantisation", _file.FileTypeName);
        Line("layers", $"{_file.Layers} (width {_file.EmbeddingLength}, feed-forward {_file.FeedForwardLength}, "
            + $"{_file.Heads} heads, {_file.KvHeads} key-value heads)");
        int trained = _file.TrainedContextTokens;
        Line("context", trained > 0 ? $"{Amounts.Count(trained)} tokens trained" : "not stated");
        Line("vocabulary", $"{Amounts.Count(_file.VocabularySize)} tokens, {_file.TokenizerModel ?? "no tokenizer"}"
            + (_file.TokenizerPre is null ? "" : $" ({_file.TokenizerPre})"));
        Line("format", $"GGUF version {_file.Version}, {_file.TensorCount} tensors"
            + (_file.Split is { } split ? $", part {split.Part} of {split.Parts}" : ""));
        if (_file.IsVocabularyOnly)
        {
            Line("problem", "the file holds a vocabulary and no weights; it cannot answer");
        }
    }

    private void WriteMemory()
    {
        long? available = MachineMemory.AvailableBytes();
        foreach (int context in Contexts(_file))
        {
            GgufMemoryEstimate estimate = GgufMemoryEstimate.For(_file, context);
            string verdict = available is null ? "" : estimate.TotalBytes <= available
                ? $"; fits into the {Amounts.Bytes(available.Value)} available now"
                : $"; does NOT fit into the {Amounts.Bytes(available.Value)} available now";
            Line("memory", $"about {Amounts.Bytes(estimate.TotalBytes)} at {Amounts.Count(estimate.ContextTokens)} "
                + $"tokens of context{verdict}");
            Line("", $"weights {Amounts.Bytes(estimate.WeightBytes + estimate.RepackedBytes)}, "
                + $"KV cache {Amounts.Bytes(estimate.KvBytes)}, computing {Amounts.Bytes(estimate.ComputeBytes)}");
        }
    }

    private void WriteTemplate()
    {
        _console.Out.WriteLine();
        if (_file.ChatTemplate is null)
        {
            _console.Out.WriteLine(_console.OutInk.Bold("Chat template: none in the file; ChatML is used instead"));
            return;
        }

        string[] lines = _file.ChatTemplate.ReplaceLineEndings("\n").Split('\n');
        _console.Out.WriteLine(_console.OutInk.Bold($"Chat template ({Amounts.Count(_file.ChatTemplate.Length)} characters):"));
        foreach (string line in lines.Take(TemplateLinesMax))
        {
            _console.Out.WriteLine("  " + Bounded(line));
        }

        if (lines.Length > TemplateLinesMax)
        {
            _console.Out.WriteLine($"  … {lines.Length - TemplateLinesMax} more lines");
        }
    }

    private void WriteMetadata()
    {
        _console.Out.WriteLine();
        _console.Out.WriteLine(_console.OutInk.Bold($"Metadata ({_file.Metadata.Length} entries):"));
        foreach ((string key, GgufValue value) in _file.Metadata)
        {
            string text = key == "tokenizer.chat_template" ? "(above)" : Bounded(value.ToString());
            _console.Out.WriteLine($"  {Bounded(key)} = {text}");
        }
    }

    private void Line(string label, string value) =>
        _console.Out.WriteLine($"{_console.OutInk.Bold(label.PadRight(LabelCells))}{TerminalSanitizer.SanitizeLine(value)}");

    private static string Bounded(string text)
    {
        string cut = text.Length <= LineCharsMax
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{text[..LineCharsMax]}… ({text.Length:N0} characters)");
        return TerminalSanitizer.SanitizeLine(cut);
    }
}
