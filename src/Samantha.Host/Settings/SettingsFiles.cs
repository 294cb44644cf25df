using System.Text;
using Samantha.Hocon;

namespace Samantha.Host.Settings;

/// <summary>
/// Finds and reads the two settings files: the reference (in the program's home, or the copy inside the program) and the user's
/// own. It decides which texts count; what they mean is the reader's business.
/// </summary>
internal static class SettingsFiles
{
    public const string ReferenceName = "reference.conf";

    /// <summary>A settings file is a page or two; more is a wrong file.</summary>
    private const long FileBytesMax = 1024 * 1024;

    public static ProgramSettings Load(string homeFolder, string? configOption)
    {
        HoconObject reference = Reference(homeFolder);
        string? userFile = UserFile(configOption);
        HoconObject user = userFile is null ? HoconObject.Empty() : Parse(ReadText(userFile), userFile);
        return SettingsReader.Read(reference, user, homeFolder, userFile is null ? homeFolder : Path.GetDirectoryName(userFile)!);
    }

    /// <summary>The text of the reference as it was when the program was built.</summary>
    public static string EmbeddedReference()
    {
        using Stream stream = typeof(SettingsFiles).Assembly.GetManifestResourceStream(ReferenceName)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static HoconObject Reference(string homeFolder)
    {
        string path = Path.Combine(homeFolder, "hocon", ReferenceName);
        return File.Exists(path) ? Parse(ReadText(path), path) : Parse(EmbeddedReference(), ReferenceName);
    }

    /// <summary>The named file must exist; the usual one need not.</summary>
    private static string? UserFile(string? configOption)
    {
        if (configOption is not null)
        {
            return File.Exists(configOption)
                ? Path.GetFullPath(configOption)
                : throw CommandFailure.BadInput(
                    $"there is no settings file {configOption}", "--config needs the path of a file.");
        }

        string? folder = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
        if (string.IsNullOrEmpty(folder) || !Path.IsPathRooted(folder))
        {
            folder =
                Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        }

        string path = Path.Combine(folder, "samantha", "samantha.conf");
        return folder.Length > 0 && File.Exists(path) ? path : null;
    }

    private static string ReadText(string path)
    {
        try
        {
            return new FileInfo(path).Length <= FileBytesMax
                ? File.ReadAllText(path, Encoding.UTF8)
                : throw CommandFailure.BadInput($"{path} is larger than {FileBytesMax / 1024} KiB; that is not a settings file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.BadInput($"the settings file {path} cannot be read: {e.Message}");
        }
    }

    private static HoconObject Parse(string text, string source)
    {
        try
        {
            return HoconDocument.Parse(text, source);
        }
        catch (HoconException e)
        {
            throw CommandFailure.BadInput(e.Message);
        }
    }
}
