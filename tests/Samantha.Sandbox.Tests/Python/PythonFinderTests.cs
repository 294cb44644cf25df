using Samantha.Sandbox.Python;

namespace Samantha.Sandbox.Tests.Python;

/// <summary>Which interpreter is taken, shown with files that look like interpreters. Starts nothing.</summary>
public sealed class PythonFinderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("samantha-finder-").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string Nowhere => Path.Combine(_folder, "nowhere", "python3");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_configured_interpreter_comes_first()
    {
        var configured = Binary("opt/python3.12");
        Binary("data/python/bin/python3");
        Assert.Equal(new PythonInterpreter(configured, PythonSource.Configured), Find(configured, Binary("usr/python3")).Found);
    }

    [Fact]
    public void A_configured_interpreter_that_does_not_work_is_not_replaced_by_another()
    {
        var search = Find(Nowhere, Binary("usr/python3"));
        Assert.Null(search.Found);
        Assert.Contains(Nowhere + " does not exist", search.Reason, StringComparison.Ordinal);
        Assert.Contains("samantha.python.interpreter", search.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configured_folder_stands_for_the_environment_in_it()
    {
        var inside = Binary("venv/bin/python3");
        Assert.Equal(inside, Find(Path.Combine(_folder, "venv"), Nowhere).Found?.Path);
    }

    [Fact]
    public void A_configured_name_is_looked_for_on_the_path()
    {
        var found = Binary("bin/python3.12");
        Assert.Equal(found, Find("python3.12", Nowhere, Path.Combine(_folder, "bin")).Found?.Path);
        Assert.Contains("not on PATH", Find("python9", Nowhere, Path.Combine(_folder, "bin")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Then_the_environment_of_the_user_then_the_system_then_the_path()
    {
        var path = Binary("bin/python3");
        Assert.Equal(
            new PythonInterpreter(path, PythonSource.SearchPath), Find(null, Nowhere, Path.Combine(_folder, "bin")).Found);
        var system = Binary("usr/python3");
        Assert.Equal(new PythonInterpreter(system, PythonSource.System), Find(null, system, Path.Combine(_folder, "bin")).Found);
        var own = Binary("data/python/bin/python3");
        Assert.Equal(
            new PythonInterpreter(own, PythonSource.UserEnvironment), Find(null, system, Path.Combine(_folder, "bin")).Found);
    }

    [Fact]
    public void A_link_on_the_path_is_followed_to_the_real_binary()
    {
        var real = Binary("versions/3.12/bin/python3.12");
        Directory.CreateDirectory(Path.Combine(_folder, "bin"));
        File.CreateSymbolicLink(Path.Combine(_folder, "bin", "python3"), real);
        Assert.Equal(real, Find(null, Nowhere, Path.Combine(_folder, "bin")).Found?.Path);
    }

    [Fact]
    public void A_shim_on_the_path_is_no_interpreter_but_leads_to_the_one_behind_it()
    {
        Shim("pyenv/shims/python3");
        Assert.Contains(
            "is a script", Find(null, Nowhere, Path.Combine(_folder, "pyenv", "shims")).Reason, StringComparison.Ordinal);

        var real = Binary("pyenv/versions/3.11.7/bin/python3");
        File.WriteAllText(Path.Combine(_folder, "pyenv", "version"), "3.11.7\n");
        Assert.Equal(real, Find(null, Nowhere, Path.Combine(_folder, "pyenv", "shims")).Found?.Path);

        File.WriteAllText(Path.Combine(_folder, "pyenv", "version"), "../../bin\n");
        Assert.Null(Find(null, Nowhere, Path.Combine(_folder, "pyenv", "shims")).Found);
    }

    [Fact]
    public void Relative_folders_of_the_path_and_files_without_the_right_to_run_are_passed_over()
    {
        var file = Binary("bin/python3");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead);
        }

        var search = Find(null, Nowhere, "bin:.:" + Path.Combine(_folder, "bin"));
        Assert.Null(search.Found);
        Assert.Contains("is not executable", search.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_interpreter_the_reason_says_what_to_install() =>
        Assert.Contains("apt-get install python3", Find(null, Nowhere).Reason, StringComparison.Ordinal);

    private PythonSearch Find(string? configured, string system, string searchPath = "") =>
        PythonFinder.Find(configured, Data, system, searchPath);

    private string Binary(string name) => Make(name, "\u007fELF");

    private void Shim(string name) => Make(name, "#!/bin/sh\nexec true\n");

    private string Make(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
