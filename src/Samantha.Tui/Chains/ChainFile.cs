using System.Collections.Immutable;
using Samantha.Chains.ChainFiles;
using Samantha.Tui.App;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Chains;

/// <summary>A chain of the list: the file, what it calls itself, and whether it has something unsaved or wrong.</summary>
/// <param name="Name">The chain's own name, else the file's.</param>
/// <param name="Problem">It cannot be read, or cannot run as it is.</param>
/// <param name="HasDraft">Unsaved changes were kept.</param>
public sealed record ChainFile(ChainFileEntry Entry, string Name, string Description, bool Problem, bool HasDraft)
{
    /// <summary>All files with their names. Waits on disks; one bad file does not hinder the others.</summary>
    public static ImmutableArray<ChainFile> ReadAll(ITuiServices services, Drafts drafts)
    {
        var kept = drafts.List().Select(draft => draft.Subject).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. services.Chains.List().AsParallel().AsOrdered()
                .Select(entry => Read(services, entry, kept.Contains(DraftSubjects.Chain(entry.Path)))),
        ];
    }

    private static ChainFile Read(ITuiServices services, ChainFileEntry entry, bool hasDraft)
    {
        try
        {
            ChainFileResult result = services.Reading.Glance(services.Chains.ReadText(entry.Path), entry.Path);
            string name = result.Chain is { Name.Length: > 0 } chain
                ? chain.Name
                : Path.GetFileNameWithoutExtension(entry.FileName);
            return new ChainFile(entry, name, result.Chain?.Description ?? "", result.HasErrors, hasDraft);
        }
        catch (LibraryException)
        {
            return new ChainFile(entry, entry.FileName, "", Problem: true, hasDraft);
        }
    }
}
