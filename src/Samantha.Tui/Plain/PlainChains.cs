using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.ChainFiles;
using Samantha.Tui.App;
using Samantha.Tui.Chains;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Plain;

/// <summary>What plain mode does with chain files: numbers them, looks at them, makes, copies and deletes them.</summary>
internal sealed class PlainChains(ITuiServices services, PlainWriter writer, TextCatalog texts)
{
    /// <summary>A deletion needs this word, in either language, behind the number.</summary>
    private static readonly string[] s_yes = ["yes", "sim"];

    private ImmutableArray<ChainFile> _chains = [];

    public void List()
    {
        Read();
        for (int i = 0; i < _chains.Length; i++)
        {
            string about = OneLine.Of(_chains[i].Description);
            writer.Line($"{i + 1}. {_chains[i].Name}" + (about.Length > 0 ? ": " + about : ""));
        }
    }

    /// <summary>The chain and its file when it can run; else says why not.</summary>
    public async Task<(ChainDefinition Chain, string File)?> ToStartAsync(string number, CancellationToken ct)
    {
        if (Find(number) is not { } file)
        {
            return null;
        }

        ChainReport report = await LookAsync(file, ct).ConfigureAwait(false);
        if (report is { Chain: { } chain, CanRun: true })
        {
            return (chain, file.Entry.Path);
        }

        writer.Key("plain.cannot-start", number);
        return null;
    }

    public async Task CheckAsync(string number, CancellationToken ct)
    {
        if (Find(number) is { } file)
        {
            Say(await LookAsync(file, ct).ConfigureAwait(false), number);
        }
    }

    /// <summary>The same with the tokens of each prompt.</summary>
    public async Task CountAsync(string number, CancellationToken ct)
    {
        if (Find(number) is { } chain)
        {
            string path = chain.Entry.Path;
            Say(await services.Checks.CountAsync(services.Chains.ReadText(path), path, null, ct).ConfigureAwait(false), number);
        }
    }

    public void Create(string name)
    {
        if (name.Length == 0)
        {
            writer.Key("chains.name-needed");
            return;
        }

        string path = services.Chains.NewPath(name);
        services.Chains.Save(path, ChainTemplate.Text(name));
        writer.Key("plain.edit", path);
    }

    /// <summary>Says where the file is; of an example, of a copy. A person's own editor is better at lines than this.</summary>
    public void Edit(string number)
    {
        if (Find(number) is { } chain)
        {
            writer.Key("plain.edit", chain.Entry.IsExample ? services.Chains.Duplicate(chain.Entry.Path) : chain.Entry.Path);
        }
    }

    public void Duplicate(string number)
    {
        if (Find(number) is { } chain)
        {
            writer.Key("chains.duplicated", services.Chains.Duplicate(chain.Entry.Path));
        }
    }

    public void Delete(string rest)
    {
        string[] words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (Find(words.FirstOrDefault("")) is not { } chain)
        {
            return;
        }

        if (words.Length < 2 || !s_yes.Contains(words[1], StringComparer.OrdinalIgnoreCase))
        {
            writer.Key("plain.delete", chain.Name, words[0]);
            return;
        }

        services.Chains.Delete(chain.Entry.Path);
        new Drafts(services.Data, services.Time).Forget(DraftSubjects.Chain(chain.Entry.Path));
        _chains = [];
        writer.Key("chains.deleted", chain.Name);
    }

    private Task<ChainReport> LookAsync(ChainFile file, CancellationToken ct) =>
        services.Checks.LookAsync(services.Chains.ReadText(file.Entry.Path), file.Entry.Path, ct);

    private void Say(ChainReport report, string number)
    {
        foreach (var line in ChainPreview.Lines(texts, report, report.Chain?.Name ?? number))
        {
            writer.Line(line.Text);
        }
    }

    private ChainFile? Find(string number)
    {
        if (_chains.IsEmpty)
        {
            Read();
        }

        if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && index >= 1 && index <= _chains.Length)
        {
            return _chains[index - 1];
        }

        writer.Key("plain.number", _chains.Length);
        return null;
    }

    private void Read() => _chains = ChainFile.ReadAll(services, new Drafts(services.Data, services.Time));
}
