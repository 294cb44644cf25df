using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.TerminalUi;

/// <summary>
/// A copy of the launcher in a folder of its own that finds everything set up: the build of the tests, the libraries, the
/// examples. So a test of the launcher neither builds nor installs.
/// </summary>
internal sealed class LauncherHome
{
    public LauncherHome(TempFolder folder)
    {
        Root = Directory.CreateDirectory(folder.File("home")).FullName;
        foreach (string name in new[]
                 {
                     "src", "hocon", "eng", "models", "Directory.Build.props", "Directory.Packages.props", "global.json",
                     "Samantha.Actors.sln",
                 })
        {
            Link(name, Path.Combine(Repo.Root, name));
        }

        File.Copy(Path.Combine(Repo.Root, "samantha"), Launcher);
        Write("native/package-lock.json");
        Write("native/node_modules/.samantha-lock");
        Link("native/node_modules/@node-llama-cpp", Path.Combine(Repo.Root, "native", "node_modules", "@node-llama-cpp"));
        Directory.CreateDirectory(Path.Combine(Root, "artifacts", "bin", "Samantha.Host"));
        Link("artifacts/bin/Samantha.Host/release", AppContext.BaseDirectory);

        // Newer than all that it stands for; links are not followed.
        Write("artifacts/.build-host");
        File.SetLastWriteTimeUtc(Path.Combine(Root, "artifacts", ".build-host"), DateTime.UtcNow.AddMinutes(1));
    }

    public string Root { get; }

    public string Launcher => Path.Combine(Root, "samantha");

    private void Link(string name, string target) => File.CreateSymbolicLink(Path.Combine(Root, name), target);

    private void Write(string name)
    {
        string path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
    }
}
