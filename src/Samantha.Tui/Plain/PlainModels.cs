using System.Collections.Immutable;
using System.Globalization;
using Samantha.Actors.ModelFiles;
using Samantha.Engine.Protocol;
using Samantha.Tui.Models;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Plain;

/// <summary>What plain mode does with models: files, their metadata, vocabulary and tokenizer. Keeps no engine between two words.</summary>
internal sealed class PlainModels(ITuiServices services, PlainWriter writer, TextCatalog texts)
{
    /// <summary>As many as somebody listens to before asking for more.</summary>
    private const int PageTokens = 20;

    private const int TokensSaid = 200;
    private const int ValueCharsMax = 1_000;

    private ImmutableArray<ModelFileEntry> _files = [];
    private (ModelFileEntry Model, string Search, int Offset)? _search;

    public void List()
    {
        _files = services.Models.Files();
        for (int i = 0; i < _files.Length; i++)
        {
            writer.Line($"{i + 1}. {_files[i].Name}, {texts.Bytes(_files[i].SizeBytes)}");
        }

        if (_files.IsEmpty)
        {
            writer.Key("plain.no-models");
        }
    }

    /// <summary>What a model's file says and what it needs.</summary>
    public void Show(string rest)
    {
        if (Find(ref rest) is { } entry)
        {
            Say(services.Models.Inspect(entry), null);
        }
    }

    /// <summary>The same, after a short dialogue was written with its chat template.</summary>
    public Task TryTemplateAsync(string rest, CancellationToken ct) => Find(ref rest) is { } entry
        ? WithEngineAsync(async holder =>
            Say(services.Models.Inspect(entry), await TemplateCheck.RunAsync(holder, entry, ct).ConfigureAwait(false)))
        : Task.CompletedTask;

    /// <summary><c>metadata NAME WORD</c>: the header's values whose key has the word.</summary>
    public void Metadata(string rest)
    {
        if (Find(ref rest) is not { } entry)
        {
            return;
        }

        CatalogModel model = services.Models.Inspect(entry);
        if (model.File is not { } file)
        {
            writer.Key("models.unusable", texts.Said(model.Problem?.Message ?? ""));
            return;
        }

        string word = rest;
        foreach (var pair in file.Metadata.Where(pair => pair.Key.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            writer.Line($"{pair.Key}: {OneLine.Of(pair.Value.ToString() ?? "", ValueCharsMax)}");
        }
    }

    /// <summary><c>vocabulary NAME TEXT</c>: the entries that have the text.</summary>
    public Task SearchAsync(string rest, CancellationToken ct) => Find(ref rest) is { } entry
        ? PageAsync(entry, rest, 0, ct)
        : Task.CompletedTask;

    /// <summary>The next entries of the last search.</summary>
    public Task MoreAsync(CancellationToken ct)
    {
        if (_search is { } search)
        {
            return PageAsync(search.Model, search.Search, search.Offset, ct);
        }

        writer.Key("plain.no-more");
        return Task.CompletedTask;
    }

    /// <summary><c>tokenize NAME TEXT</c>: how the model splits a text.</summary>
    public Task TokenizeAsync(string rest, bool special, CancellationToken ct)
    {
        if (Find(ref rest) is not { } entry)
        {
            return Task.CompletedTask;
        }

        string text = rest.Replace("\\n", "\n", StringComparison.Ordinal);
        return WithEngineAsync(async holder =>
        {
            TokenizeResult result = await holder
                .AskAsync(entry, (engine, token) => engine.TokenizeAsync(text, special, token), ct).ConfigureAwait(false);
            writer.Line(texts.Count("models.count", result.TokenCount)
                + (result.TokenCount > TokensSaid ? " " + texts.Format("models.count-shown", TokensSaid) : ""));
            Say(result.Tokens.Take(TokensSaid));
        });
    }

    public async Task UnloadAsync(CancellationToken ct)
    {
        bool was = services.StartedSystem is { } system && (await system.UnloadModelAsync(ct).ConfigureAwait(false)).WasLoaded;
        writer.Key(was ? "models.unloaded" : "models.not-unloaded");
    }

    public async Task DownloadAsync(string address, CancellationToken ct)
    {
        if (!ModelUrl.TryParse(address, out _, out string? problem))
        {
            writer.Key("plain.problem", texts.Said(problem));
            return;
        }

        string path = await ModelDownload
            .RunAsync(services.Models.Resolve(address), texts, services.Time, new Spoken(writer, services.Time), ct)
            .ConfigureAwait(false);
        writer.Key("models.downloaded", path);
    }

    private Task PageAsync(ModelFileEntry model, string search, int offset, CancellationToken ct) => WithEngineAsync(async holder =>
    {
        VocabularyPage page = await holder
            .AskAsync(model, (engine, token) => engine.VocabularyAsync(offset, PageTokens, search, token), ct).ConfigureAwait(false);
        int end = page.Offset + page.Tokens.Length;
        writer.Key(
            "models.page", texts.Number(page.Tokens.IsEmpty ? 0 : page.Offset + 1), texts.Number(end),
            texts.Number(page.MatchingTokens), texts.Number(page.TotalTokens));
        Say(page.Tokens);
        _search = end < page.MatchingTokens ? (model, search, end) : null;
        if (_search is not null)
        {
            writer.Key("plain.more-hint");
        }
    });

    private async Task WithEngineAsync(Func<VocabularyHolder, Task> ask)
    {
        var holder = new VocabularyHolder(services.Models);
        try
        {
            await ask(holder).ConfigureAwait(false);
        }
        finally
        {
            await holder.CloseAsync().ConfigureAwait(false);
        }
    }

    private void Say(CatalogModel model, TemplateCheck? template)
    {
        foreach (var line in ModelFacts.Lines(
            texts, model, services.Facts.HomeFolder, services.Models.AvailableMemoryBytes(), template))
        {
            writer.Line(line.Text);
        }
    }

    private void Say(IEnumerable<VocabularyToken> tokens)
    {
        foreach (VocabularyToken token in tokens)
        {
            writer.Key("plain.vocabulary-token", token.Id, token.Text, TokenRows.KindOf(texts, token.Kind), token.Bytes);
        }
    }

    /// <summary>The model that the first word names or numbers; the rest of the line is left.</summary>
    private ModelFileEntry? Find(ref string rest)
    {
        _files = _files.IsEmpty ? services.Models.Files() : _files;
        (string word, string behind) = PlainWords.Split(rest);
        rest = behind;
        bool isNumber = int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        ModelFileEntry? found = _files.FirstOrDefault(file => file.Name.Equals(word, StringComparison.OrdinalIgnoreCase))
            ?? (isNumber ? _files.ElementAtOrDefault(number - 1) : null);
        if (found is null)
        {
            writer.Key("plain.model", string.Join(", ", _files.Select(file => file.Name)));
        }

        return found;
    }

    /// <summary>Progress now and then: a voice that reads every step of it says nothing else.</summary>
    private sealed class Spoken(PlainWriter writer, TimeProvider time) : IProgress<string>
    {
        private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

        private long _last = time.GetTimestamp();

        public void Report(string value)
        {
            if (time.GetElapsedTime(_last) >= s_pause)
            {
                _last = time.GetTimestamp();
                writer.Line(value);
            }
        }
    }
}
