using System.Security.Cryptography;
using Samantha.Sandbox.Running;
using Samantha.Sandbox.Tests.Support;

namespace Samantha.Sandbox.Tests.Running;

public sealed class ProducedFileTests(SandboxFixture box) : IClassFixture<SandboxFixture>
{
    [Fact(Timeout = 60_000)]
    public async Task Files_come_out_with_their_folders_and_hashes()
    {
        string files = box.NewFilesFolder();
        SandboxOutcome outcome = await RunAsync(
            "import os\nos.makedirs('a/b')\nopen('a/b/c.txt', 'w').write('deep')\nopen('empty', 'w')\n"
            + "open('d.bin', 'wb').write(bytes(300_000))",
            files);

        Assert.Equal(["a/b/c.txt", "d.bin", "empty"], outcome.Files.Select(file => file.Name));
        foreach (SandboxFile file in outcome.Files)
        {
            byte[] content = File.ReadAllBytes(Path.Combine(files, file.Name));
            Assert.Equal(file.Bytes, content.Length);
            Assert.Equal(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(content)));
        }

        Assert.Equal("deep", File.ReadAllText(Path.Combine(files, "a/b/c.txt")));
    }

    [Fact(Timeout = 60_000)]
    public async Task Links_pipes_and_odd_names_do_no_harm()
    {
        string files = box.NewFilesFolder();
        SandboxOutcome outcome = await RunAsync("""
            import os
            os.symlink("/etc/passwd", "link")
            os.symlink("/etc", "folder")
            os.mkfifo("pipe")
            open("hard", "w").write("h")
            os.link("hard", "hard2")
            open("\x1b[31mred\nline", "w").write("x")
            open("a\\b:c", "w").write("x")
            open(b"\xff\xfe".decode("utf-8", "surrogateescape"), "w").write("x")
            open("n" * 250, "w").write("x")
            open("CASE", "w").write("1")
            open("case", "w").write("2")
            """, files);

        Assert.Equal("", outcome.Stderr);
        Assert.Equal(8, outcome.Files.Length);
        Assert.All(outcome.Files, file => Assert.Equal(file.Name, FileNames.Sanitise(file.Name)));
        Assert.Contains("_[31mred_line", outcome.Files.Select(file => file.Name));
        Assert.Contains("case (2)", outcome.Files.Select(file => file.Name));
        Assert.Equal(3, outcome.FileNotes.Length);
        Assert.Contains("link was left out: it is a link", outcome.FileNotes);
        Assert.Contains("pipe was left out: it is not a regular file", outcome.FileNotes);
        Assert.Equal(8, new DirectoryInfo(files).EnumerateFileSystemInfos().Count());
    }

    [Fact(Timeout = 60_000)]
    public async Task Only_so_many_files_come_out()
    {
        SandboxOutcome outcome = await RunAsync("for i in range(300): open(f'{i}', 'w')", box.NewFilesFolder());

        Assert.Equal(ProducedFiles.CountMax, outcome.Files.Length);
        Assert.Contains("only 200 files", Assert.Single(outcome.FileNotes));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_program_that_deletes_its_work_folder_or_hides_it_still_ends_well()
    {
        SandboxOutcome outcome = await RunAsync(
            "import os, shutil\nopen('x', 'w').write('1')\nos.mkdir('shut')\nopen('shut/y', 'w')\nos.chmod('shut', 0)\n"
            + "shutil.rmtree('/work', ignore_errors=True)\nprint('done')", box.NewFilesFolder());

        Assert.Equal(("done\n", SandboxEnd.Exited), (outcome.Stdout, outcome.End));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_work_folder_that_the_program_shut_is_opened_again()
    {
        SandboxOutcome outcome = await RunAsync(
            "import os\nopen('x', 'w').write('1')\nos.chmod('.', 0)", box.NewFilesFolder());

        Assert.Equal((SandboxEnd.Exited, 0, "x"), (outcome.End, outcome.ExitCode, Assert.Single(outcome.Files).Name));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_interrupted_runs_files_are_replaced_and_links_there_are_not_followed()
    {
        string files = box.NewFilesFolder();
        string outside = Path.Combine(box.Folder, "outside.txt");
        File.WriteAllText(outside, "untouched");
        Directory.CreateDirectory(files);
        File.WriteAllText(Path.Combine(files, "a.txt"), "old and longer");
        File.CreateSymbolicLink(Path.Combine(files, "b.txt"), outside);

        await RunAsync("open('a.txt', 'w').write('new')\nopen('b.txt', 'w').write('new')", files);

        Assert.Equal("new", File.ReadAllText(Path.Combine(files, "a.txt")));
        Assert.Equal("new", File.ReadAllText(Path.Combine(files, "b.txt")));
        Assert.Null(new FileInfo(Path.Combine(files, "b.txt")).LinkTarget);
        Assert.Equal("untouched", File.ReadAllText(outside));
    }

    [Theory]
    [InlineData("a.txt", "a.txt")]
    [InlineData("a/b.txt", "a/b.txt")]
    [InlineData("/etc/passwd", "etc/passwd")]
    [InlineData("a//b", "a/b")]
    [InlineData("../up", null)]
    [InlineData("a/../../b", null)]
    [InlineData("", null)]
    [InlineData("/", null)]
    [InlineData("tab\there", "tab_here")]
    [InlineData("\u202Eright", "_right")]
    [InlineData("end. ", "end")]
    [InlineData("...", "_")]
    [InlineData("1/2/3/4/5/6/7/8/9/10", null)]
    public void Names_are_made_safe(string name, string? safe) => Assert.Equal(safe, FileNames.Sanitise(name));

    private Task<SandboxOutcome> RunAsync(string program, string files) =>
        box.Sandbox.RunAsync(new PythonRun(program, SandboxRules.Closed, SandboxFixture.Small, files), null, default);
}
