using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.Code;

namespace Samantha.Host.CodeRuns;

/// <summary>
/// Brings the files that a program left into a folder of the user's. Names are the program's, so nothing that exists is ever
/// replaced: a taken name gets a number. The files were cleaned and capped before they come here.
/// </summary>
internal sealed class ProducedFolder
{
    /// <summary>With so many files of one name the folder is not meant for this any more.</summary>
    private const int NumberMax = 10_000;

    private readonly string _folder;

    public ProducedFolder(string folder) => _folder = Path.GetFullPath(folder);

    /// <summary>Where each file went, in the order of the files.</summary>
    public ImmutableArray<string> Take(string from, ImmutableArray<ProducedFile> files)
    {
        var paths = ImmutableArray.CreateBuilder<string>();
        try
        {
            foreach (ProducedFile file in files)
            {
                string source = Path.Combine([from, .. file.Name.Split('/')]);
                string target = Path.Combine([_folder, .. file.Name.Split('/')]);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                paths.Add(Move(source, target));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(
                ExitCodes.Storage,
                $"the produced files cannot be put into {_folder}: {e.Message}",
                "Name another folder with --files.");
        }

        return paths.ToImmutable();
    }

    private static string Move(string source, string target)
    {
        string free = target;
        for (int number = 2; ; number++)
        {
            try
            {
                File.Move(source, free, overwrite: false);
                return free;
            }
            catch (IOException) when (Path.Exists(free) && number <= NumberMax)
            {
                free = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Path.Combine(Path.GetDirectoryName(target)!, Path.GetFileNameWithoutExtension(target))}-{number}"
                    + $"{Path.GetExtension(target)}");
            }
        }
    }
}
