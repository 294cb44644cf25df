using System.Net;
using System.Net.Sockets;
using Samantha.Sandbox.Processes;
using Samantha.Sandbox.Running;
using Samantha.Sandbox.Tests.Support;

namespace Samantha.Sandbox.Tests.Running;

public sealed class FolderTests(SandboxFixture box) : IClassFixture<SandboxFixture>
{
    [Fact(Timeout = 60_000)]
    public async Task A_readable_folder_can_be_read_and_not_changed()
    {
        string folder = MakeFolder("readable", open: true);
        File.WriteAllText(Path.Combine(folder, "a.csv"), "1,2");

        SandboxOutcome outcome = await box.RunAsync(
            "print(open('/data/table/a.csv').read())\ntry: open('/data/table/b', 'w')\nexcept OSError as e: print(e.errno)",
            rules: new SandboxRules(false, [new SandboxFolder(folder, "table")], []));

        Assert.Equal("1,2\n30\n", outcome.Stdout);
        Assert.Single(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_writable_folder_can_be_changed_or_it_is_said_that_it_cannot()
    {
        string open = MakeFolder("open", open: true);
        string shut = MakeFolder("shut", open: false);

        SandboxOutcome outcome = await box.RunAsync(
            "open('/data/out/x', 'w').write('kept')",
            rules: new SandboxRules(false, [], [new SandboxFolder(open, "out"), new SandboxFolder(shut, "shut")]));

        Assert.Equal((0, "kept"), (outcome.ExitCode, File.ReadAllText(Path.Combine(open, "x"))));
        if (Environment.IsPrivilegedProcess)
        {
            // Root runs programs as nobody, who may not write into a folder that is root's alone.
            Assert.Contains("/data/shut cannot be changed", Assert.Single(outcome.FileNotes));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_folder_that_others_cannot_walk_to_is_shown_all_the_same()
    {
        string hidden = MakeFolder("hidden", open: false);
        string folder = Path.Combine(hidden, "inner");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "it's a $file"), "read");

        SandboxOutcome outcome = await box.RunAsync(
            "print(open(\"/data/d/it's a $file\").read())",
            rules: new SandboxRules(false, [new SandboxFolder(folder, "d")], []));

        Assert.Equal(("read\n", "", SandboxEnd.Exited), (outcome.Stdout, outcome.Stderr, outcome.End));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/nowhere/at/all", "d", "does not exist")]
    [InlineData("/proc/self", "d", "belongs to the system")]
    [InlineData("/", "d", "belongs to the system")]
    [InlineData("relative", "d", "full path")]
    [InlineData("/usr", "../up", "cannot be used")]
    [InlineData("/usr", "", "cannot be used")]
    public async Task A_rule_that_cannot_be_kept_is_refused_in_words(string path, string name, string words)
    {
        SandboxOutcome outcome = await box.RunAsync(
            "print('no')", rules: new SandboxRules(false, [new SandboxFolder(path, name)], []));

        Assert.Equal(SandboxEnd.NotRun, outcome.End);
        Assert.Contains(words, outcome.Message);
        Assert.Empty(outcome.Output);
    }

    [Fact(Timeout = 60_000)]
    public async Task Network_is_there_only_when_the_rules_say_so()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        string program = $"""
            import socket
            s = socket.socket()
            s.settimeout(5)
            try:
                s.connect(("127.0.0.1", {((IPEndPoint)listener.LocalEndpoint).Port}))
                print("reached")
            except OSError as problem: print(problem)
            """;

        SandboxOutcome with = await box.RunAsync(program, rules: new SandboxRules(true, [], []));
        bool reached = listener.Pending();
        using TcpClient client = await listener.AcceptTcpClientAsync();
        SandboxOutcome without = await box.RunAsync(program);

        Assert.Equal(("reached\n", true), (with.Stdout, reached));
        Assert.Contains("Address family not supported", without.Stderr);
        Assert.False(listener.Pending());
    }

    [Fact]
    public void Rules_are_equal_by_what_they_say()
    {
        SandboxRules one = new(false, [new SandboxFolder("/a", "a")], []);
        SandboxRules same = new(false, [new SandboxFolder("/a", "a")], []);

        Assert.Equal(one, same);
        Assert.NotEqual(one, same with { Network = true });
        Assert.NotEqual(one, same with { Writable = same.Readable });
    }

    private string MakeFolder(string name, bool open)
    {
        string path = Path.Combine(box.Folder, name);
        Directory.CreateDirectory(path);
        FileRights.Set(path, open ? FileRights.Shared : FileRights.Owner);
        FileRights.Set(box.Folder, FileRights.Passable);
        return path;
    }
}
