using System.Collections.Immutable;

namespace Samantha.Actors.ModelFiles;

/// <summary>
/// Turns what the user wrote (a path, a name, a URL) into one file. Only looks; it neither opens nor downloads models.
/// </summary>
/// <remarks>
/// Order for a name: a file beside the chain; the exact name, folder by folder; the exact name in other letter case; the name
/// with the preferred quantisation (<c>-q8_0</c>) added; the only file whose name begins so. More than one: an error that lists
/// them.
/// </remarks>
public sealed class ModelResolver : IModelResolver
{
    /// <summary>Close to the original weights and small enough for most machines.</summary>
    private const string PreferredQuantisation = "q8_0";

    private const int CandidatesShownMax = 10;

    /// <param name="folders">Searched in this order; an exact name in an earlier folder wins.</param>
    /// <param name="downloadFolder">Where downloads go.</param>
    public ModelResolver(ImmutableArray<ModelFolder> folders, string downloadFolder)
    {
        Folders = folders;
        DownloadFolder = downloadFolder;
    }

    public ImmutableArray<ModelFolder> Folders { get; }

    public string DownloadFolder { get; }

    /// <param name="reference">A path, a name with or without <c>.gguf</c>, a unique beginning of a name, or an http(s)
    /// URL.</param>
    /// <param name="baseFolder">Relative paths start here (a chain file's folder); null: the current folder.</param>
    /// <exception cref="ModelNotFoundException">No file, or more than one.</exception>
    public ResolvedModel Resolve(string reference, string? baseFolder = null)
    {
        string wanted = reference.Trim();
        if (wanted.Length == 0 || wanted.Contains('\0'))
        {
            throw new ModelNotFoundException(reference, "the model's name is empty or holds a NUL character", []);
        }

        if (ModelUrl.LooksLikeUrl(wanted))
        {
            return FromUrl(wanted);
        }

        string folder = Path.GetFullPath(baseFolder ?? Environment.CurrentDirectory);
        return IsPath(wanted) ? FromPath(wanted, folder) : FromName(wanted, folder);
    }

    private ResolvedModel FromUrl(string reference)
    {
        if (!ModelUrl.TryParse(reference, out Uri? url, out string? problem))
        {
            throw new ModelNotFoundException(reference, problem, []);
        }

        string path = ModelUrl.CachePath(url, DownloadFolder);
        return new ResolvedModel(Path.GetFileNameWithoutExtension(path), path, url);
    }

    private static bool IsPath(string reference) =>
        reference.StartsWith('~') || reference.Contains('/') || reference.Contains(Path.DirectorySeparatorChar)
        || Path.IsPathRooted(reference);

    private static ResolvedModel FromPath(string reference, string baseFolder)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string expanded = reference.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, reference[2..]) : reference;
        string path = Path.GetFullPath(Path.Combine(baseFolder, expanded));
        foreach (string candidate in new[] { path, path + ModelUrl.Extension })
        {
            if (File.Exists(candidate))
            {
                return AsFile(candidate);
            }
        }

        if (Directory.Exists(path))
        {
            throw new ModelNotFoundException(reference, $"'{path}' is a folder; name the {ModelUrl.Extension} file in it", []);
        }

        string folder = Path.GetDirectoryName(path) ?? path;
        ImmutableArray<string> near = NearNames.Find(
            Stem(Path.GetFileName(path)), ModelFileScanner.Scan(new ModelFolder(folder)).Select(entry => entry.Name));
        throw new ModelNotFoundException(reference, $"there is no file '{path}'{DidYouMean(near)}", near);
    }

    private ResolvedModel FromName(string reference, string baseFolder)
    {
        string beside = Path.Combine(baseFolder, reference);
        if (reference.EndsWith(ModelUrl.Extension, StringComparison.OrdinalIgnoreCase) && File.Exists(beside))
        {
            return AsFile(beside);
        }

        string name = Stem(reference);
        ImmutableArray<ModelFileEntry> files = new ModelCatalog(Folders).Files();
        ImmutableArray<ModelFileEntry> found = FirstFolder(reference, files, entry => entry.Name == name);
        if (found.IsEmpty)
        {
            found = FirstFolder(reference, files, entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        }

        if (found.IsEmpty)
        {
            found = FirstFolder(reference, files, entry => IsPreferred(entry.Name, name));
        }

        if (found.IsEmpty)
        {
            found = Single(reference, [.. files.Where(entry => entry.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase))]);
        }

        return found.IsEmpty ? throw NotFound(reference, name, files) : new ResolvedModel(found[0].Name, found[0].Path, null);
    }

    private ImmutableArray<ModelFileEntry> FirstFolder(
        string reference, ImmutableArray<ModelFileEntry> files, Func<ModelFileEntry, bool> matches)
    {
        foreach (ModelFolder folder in Folders)
        {
            ImmutableArray<ModelFileEntry> found = [.. files.Where(entry => entry.Folder == folder && matches(entry))];
            if (!found.IsEmpty)
            {
                return Single(reference, found);
            }
        }

        return [];
    }

    private static ImmutableArray<ModelFileEntry> Single(string reference, ImmutableArray<ModelFileEntry> found)
    {
        if (found.Length < 2)
        {
            return found;
        }

        // Equal names in sub-folders are told apart by their paths.
        bool isNameEnough = found.Select(entry => entry.Name).Distinct().Count() == found.Length;
        ImmutableArray<string> names = [.. found.Select(entry => isNameEnough ? entry.Name : entry.Path)];
        string more = names.Length > CandidatesShownMax ? $" and {names.Length - CandidatesShownMax} more" : "";
        throw new ModelNotFoundException(
            reference,
            $"'{reference}' means {names.Length} models: {string.Join(", ", names.Take(CandidatesShownMax))}{more};"
                + " write more of the name",
            names);
    }

    private ModelNotFoundException NotFound(string reference, string name, ImmutableArray<ModelFileEntry> files)
    {
        ImmutableArray<string> near = NearNames.Find(name, files.Select(entry => entry.Name));
        string looked = Folders.IsEmpty
            ? "no folder is set"
            : $"looked in {string.Join(", ", Folders.Select(folder => folder.Path))}";
        return new ModelNotFoundException(
            reference,
            $"no model is called '{reference}' ({looked}){DidYouMean(near)}; samantha models list shows what is there."
                + " Name a .gguf file by its path or its https address to use another one",
            near);
    }

    private static string DidYouMean(ImmutableArray<string> near) =>
        near.IsEmpty ? "" : $"; did you mean {string.Join(" or ", near)}?";

    private static bool IsPreferred(string fileName, string name) =>
        fileName.Length == name.Length + 1 + PreferredQuantisation.Length
        && fileName.StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && fileName[name.Length] is '-' or '.' or '_'
        && fileName.EndsWith(PreferredQuantisation, StringComparison.OrdinalIgnoreCase);

    private static string Stem(string fileName) =>
        fileName.EndsWith(ModelUrl.Extension, StringComparison.OrdinalIgnoreCase)
            ? fileName[..^ModelUrl.Extension.Length]
            : fileName;

    private static ResolvedModel AsFile(string path) => new(Stem(Path.GetFileName(path)), path, null);
}
