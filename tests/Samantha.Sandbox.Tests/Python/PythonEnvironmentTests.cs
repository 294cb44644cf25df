using Samantha.Sandbox.Python;
using Samantha.Sandbox.Running;

namespace Samantha.Sandbox.Tests.Python;

/// <summary>A real environment, made by the real interpreter of the system, and used in the real sandbox.</summary>
public sealed class PythonEnvironmentTests : IDisposable
{
    private static readonly PythonInterpreter System = new("/usr/bin/python3", PythonSource.System);
    private readonly string _folder = Directory.CreateTempSubdirectory("samantha-venv-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = 60_000)]
    public async Task An_environment_is_made_and_sees_the_modules_of_the_machine()
    {
        var folder = PythonFinder.EnvironmentFolder(_folder);
        var report = await PythonEnvironment.CreateAsync(folder, System, CancellationToken.None);
        var machine = await PythonEnvironment.ListAsync(System.Path, CancellationToken.None);

        Assert.True(PythonEnvironment.IsEnvironment(folder));
        Assert.Equal(folder, report.Prefix);
        Assert.StartsWith("3.", report.Version, StringComparison.Ordinal);
        Assert.Equal(machine.Modules.AsEnumerable(), report.Modules.AsEnumerable());
        Assert.Equal(
            new PythonInterpreter(Path.Combine(folder, "bin", "python3"), PythonSource.UserEnvironment),
            PythonFinder.Find(null, _folder).Found);
    }

    [Fact(Timeout = 60_000)]
    public async Task Setting_up_twice_leaves_what_is_there()
    {
        var folder = Path.Combine(_folder, "python");
        await PythonEnvironment.CreateAsync(folder, System, CancellationToken.None);
        var kept = Path.Combine(folder, "kept.txt");
        await File.WriteAllTextAsync(kept, "kept");
        await PythonEnvironment.CreateAsync(folder, System, CancellationToken.None);
        Assert.True(File.Exists(kept));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_folder_with_other_things_in_it_is_not_touched()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "thesis.txt"), "mine");
        var error = await Assert.ThrowsAsync<PythonException>(
            () => PythonEnvironment.CreateAsync(_folder, System, CancellationToken.None));
        Assert.Contains("is not a Python environment", error.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_program_that_is_no_interpreter_gives_a_clear_error()
    {
        var error = await Assert.ThrowsAsync<PythonException>(
            () => PythonEnvironment.ListAsync("/bin/echo", CancellationToken.None));
        Assert.Contains("/bin/echo does not answer as Python", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<PythonException>(
            () => PythonEnvironment.ListAsync("/bin/false", CancellationToken.None));
        Assert.Contains("/bin/false failed: exit code 1", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<PythonException>(
            () => PythonEnvironment.ListAsync("/no/such/python3", CancellationToken.None));
        Assert.Contains("/no/such/python3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_names_what_is_here_what_is_missing_and_what_to_type()
    {
        var report = PythonEnvironment.Read("/x/python3", """
            {"version": "3.11.2", "prefix": "/usr", "importable": ["numpy", "sklearn", "PIL"],
             "modules": [["scikit_learn", "1.2.1"], ["numpy", "1.24.2"], ["NumPy", "1.0"], ["aardvark", "2"]]}
            """);
        Assert.Equal(["aardvark", "numpy", "scikit_learn"], report.Modules.Select(module => module.Name));
        Assert.Equal(
            ["numpy 1.24.2", "scikit-learn 1.2.1", "Pillow ?"],
            report.Installed.Select(library => $"{library.Name} {library.Version}"));
        Assert.StartsWith(
            "sudo apt-get install python3-pandas python3-matplotlib", report.InstallCommand, StringComparison.Ordinal);
        Assert.DoesNotContain("python3-numpy", report.InstallCommand, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_environment_is_used_inside_the_sandbox()
    {
        var folder = PythonFinder.EnvironmentFolder(_folder);
        await PythonEnvironment.CreateAsync(folder, System, CancellationToken.None);
        var packages = Path.Combine(Directory.GetDirectories(Path.Combine(folder, "lib")).Single(), "site-packages");
        await File.WriteAllTextAsync(Path.Combine(packages, "only_here.py"), "answer = 42\n");

        await using PythonSandbox sandbox = new(
            SandboxSettings.Default with { Interpreter = Path.Combine(folder, "bin", "python3") }, TimeProvider.System);
        var limits = new SandboxLimits(
            TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20), 1L << 30, 1L << 30, 32, 1L << 20, 8L << 20, 1L << 20);
        var outcome = await sandbox.RunAsync(
            new PythonRun(
                "import only_here\nprint(only_here.answer)", SandboxRules.Closed, limits, Path.Combine(_folder, "files")), null,
            CancellationToken.None);
        Assert.True(outcome.Stdout == "42\n", outcome.Message + outcome.Stderr);
    }
}
