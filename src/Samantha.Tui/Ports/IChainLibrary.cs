using System.Collections.Immutable;

namespace Samantha.Tui.Ports;

/// <summary>
/// The chain files a person can choose from: the examples that come with the program and the person's own. Touches disks: never
/// call it on the UI thread. Problems are <see cref="LibraryException"/> with a message for the person.
/// </summary>
public interface IChainLibrary
{
    /// <summary>Where the examples are; they are never written.</summary>
    string ExamplesFolder { get; }

    /// <summary>Where the person's own chains are: <c>chains/</c> in the data folder.</summary>
    string OwnFolder { get; }

    /// <summary>Own files first, then the examples, each by name. Bounded by <see cref="ChainLimits.FilesMax"/>.</summary>
    ImmutableArray<ChainFileEntry> List();

    string ReadText(string path);

    /// <summary>Replaces or creates the file as a whole, or not at all. Examples are refused.</summary>
    void Save(string path, string text);

    /// <summary>
    /// Copies a file into the own folder under a name that is free; gives its path. Files that the chain names relative to itself
    /// come along.
    /// </summary>
    string Duplicate(string path);

    /// <summary>A path in the own folder that no file has yet, made from a name.</summary>
    string NewPath(string name);

    /// <summary>Examples are refused.</summary>
    void Delete(string path);
}
