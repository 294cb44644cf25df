using Samantha.Actors.ModelFiles;
using Samantha.Chains.Settings;
using Samantha.Engine.Gguf;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Models;

/// <summary>What a model file's header says and what it means for this machine, as lines. Pure.</summary>
internal static class ModelFacts
{
    private const int TemplateCharsShown = 2_000;

    public static IEnumerable<StyledLine> Lines(
        TextCatalog texts, CatalogModel model, string programFolder, long? availableBytes, TemplateCheck? template)
    {
        yield return StyledLine.In(ThemeRole.Title, model.Entry.Name);
        yield return StyledLine.In(ThemeRole.Muted, ShownPath.Of(model.Entry.Path, programFolder));
        if (model.File is not { } file)
        {
            string why = texts.Said(model.Problem?.Message ?? "");
            yield return StyledLine.In(ThemeRole.Error, "! " + texts.Format("models.unusable", why));
            yield break;
        }

        if (file.IsVocabularyOnly)
        {
            yield return StyledLine.In(ThemeRole.Error, "! " + texts["models.vocabulary-only"]);
        }

        yield return StyledLine.Plain(texts.Format(
            "models.shape", file.Architecture, file.FileTypeName, texts.Bytes(file.SizeBytes), Parameters(texts, file)));
        yield return StyledLine.Plain(texts.Format(
            "models.layers", file.Layers, file.EmbeddingLength, file.Heads, file.KvHeads));
        yield return StyledLine.Plain(file.TrainedContextTokens > 0
            ? texts.Format("models.context", texts.Number(file.TrainedContextTokens))
            : texts["models.context-unknown"]);
        yield return StyledLine.Plain(texts.Format(
            "models.tokens", texts.Number(file.VocabularySize), file.TokenizerModel ?? "-", file.TokenizerPre ?? "-"));
        yield return StyledLine.Plain(" ");
        yield return StyledLine.In(ThemeRole.Heading, texts["models.memory"]);
        foreach (int context in Contexts(file))
        {
            yield return Memory(texts, GgufMemoryEstimate.For(file, context), availableBytes);
        }

        yield return StyledLine.Plain(" ");
        yield return StyledLine.In(ThemeRole.Heading, texts["models.template"]);
        foreach (StyledLine line in Template(texts, file, template))
        {
            yield return line;
        }
    }

    public static string Parameters(TextCatalog texts, GgufFile file) => file.ParameterCount switch
    {
        >= 1_000_000_000 => texts.Number(file.ParameterCount / 1e9, 1) + " B",
        >= 1_000_000 => texts.Number(file.ParameterCount / 1e6, 1) + " M",
        _ => texts.Number(file.ParameterCount),
    };

    /// <summary>The context that a chain asks for when it says nothing, and the trained one.</summary>
    private static int[] Contexts(GgufFile file)
    {
        int usual = Hyperparameters.Default.ContextTokens;
        int trained = file.TrainedContextTokens;
        int first = trained > 0 && (usual <= 0 || usual > trained) ? trained : usual;
        return trained > first ? [first, trained] : [first];
    }

    private static StyledLine Memory(TextCatalog texts, GgufMemoryEstimate estimate, long? availableBytes)
    {
        string text = texts.Format(
            "models.memory-line", texts.Number(estimate.ContextTokens), texts.Bytes(estimate.TotalBytes),
            texts.Bytes(estimate.WeightBytes + estimate.RepackedBytes), texts.Bytes(estimate.KvBytes),
            texts.Bytes(estimate.ComputeBytes));
        return availableBytes switch
        {
            null => StyledLine.Plain(text),
            { } free when estimate.TotalBytes <= free => StyledLine.In(
                ThemeRole.Success, text + " " + texts.Format("models.fits", texts.Bytes(free))),
            { } free => StyledLine.In(
                ThemeRole.Error, "! " + text + " " + texts.Format("models.fits-not", texts.Bytes(free))),
        };
    }

    private static IEnumerable<StyledLine> Template(TextCatalog texts, GgufFile file, TemplateCheck? check)
    {
        yield return check switch
        {
            null => StyledLine.In(ThemeRole.Muted, texts["models.template-unchecked"]),
            { Tokens: { } tokens } => StyledLine.In(ThemeRole.Success, texts.Format("models.template-good", tokens)),
            _ => StyledLine.In(ThemeRole.Error, "! " + texts.Format("models.template-bad", check.Problem)),
        };
        if (file.ChatTemplate is not { } template)
        {
            yield return StyledLine.In(ThemeRole.Warning, "! " + texts["models.template-none"]);
            yield break;
        }

        string shown = template.Length > TemplateCharsShown ? template[..TemplateCharsShown] + " …" : template;
        foreach (string line in shown.ReplaceLineEndings("\n").Split('\n'))
        {
            yield return StyledLine.In(ThemeRole.Code, line);
        }
    }
}
