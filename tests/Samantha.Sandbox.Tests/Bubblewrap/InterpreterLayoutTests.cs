using Samantha.Sandbox.Bubblewrap;

namespace Samantha.Sandbox.Tests.Bubblewrap;

public sealed class InterpreterLayoutTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("samantha-interpreter-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_systems_python_needs_nothing_more()
    {
        InterpreterLayout layout = InterpreterLayout.Find(null, "/home/me", out _)!;

        Assert.Equal(("/usr/bin/python3", null, 0), (layout.InsidePath, layout.InsideVenv, layout.Binds.Length));
    }

    [Fact]
    public void A_venv_appears_under_its_own_name()
    {
        string venv = Make("venv/pyvenv.cfg", "home = /usr/bin");
        string python = Link("venv/bin/python3", "/usr/bin/python3");

        InterpreterLayout layout = InterpreterLayout.Find(python, "/home/me", out _)!;

        Assert.Equal(("/venv/bin/python3", "/venv"), (layout.InsidePath, layout.InsideVenv));
        Assert.Equal(new BindMount(Path.GetDirectoryName(venv)!, "/venv"), Assert.Single(layout.Binds));
    }

    [Fact]
    public void An_installation_elsewhere_keeps_its_path()
    {
        string real = Copy("opt/py/bin/python3.11");
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "opt/py/lib/python3.11"));
        string link = Link("somewhere/python3", real);

        InterpreterLayout layout = InterpreterLayout.Find(link, "/home/me", out _)!;

        string prefix = Path.Combine(_folder.FullName, "opt/py");
        Assert.Equal(real, layout.InsidePath);
        Assert.Equal(new BindMount(prefix, prefix), Assert.Single(layout.Binds));
    }

    [Fact]
    public void An_interpreter_is_never_shown_with_a_whole_home_folder()
    {
        string real = Copy("me/bin/python3");
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "me/lib/python3.11"));

        Assert.Null(InterpreterLayout.Find(real, Path.Combine(_folder.FullName, "me"), out string problem));
        Assert.Contains("without showing all of", problem);
    }

    [Fact]
    public void A_script_is_no_interpreter()
    {
        string shim = Make("shims/python3", "#!/bin/sh\nexec python3");

        Assert.Null(InterpreterLayout.Find(shim, "/home/me", out string problem));
        Assert.Contains("is not a Python interpreter but a script", problem);
    }

    [Fact]
    public void Missing_and_circular_paths_are_told()
    {
        string loop = Link("loop", Path.Combine(_folder.FullName, "loop"));

        Assert.Null(InterpreterLayout.Find("/nowhere/python3", "/home/me", out string missing));
        Assert.Null(InterpreterLayout.Find(loop, "/home/me", out string circular));
        Assert.Contains("does not exist", missing);
        Assert.Contains("does not exist", circular);
    }

    private string Make(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private string Copy(string name)
    {
        string path = Make(name, string.Empty);
        File.Copy("/bin/true", path, overwrite: true);
        return path;
    }

    private string Link(string name, string target)
    {
        string path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, target);
        return path;
    }
}
