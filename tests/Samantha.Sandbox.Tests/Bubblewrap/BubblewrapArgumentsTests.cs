using System.Collections.Immutable;
using Samantha.Sandbox.Bubblewrap;
using Samantha.Sandbox.Processes;

namespace Samantha.Sandbox.Tests.Bubblewrap;

public sealed class BubblewrapArgumentsTests
{
    private static readonly RootLayout Merged = new([("bin", "usr/bin"), ("lib", "usr/lib")], []);

    private static readonly BubblewrapPlan Plan = new(
        Merged, false, [new BindMount("/srv/in", "/data/in"), new BindMount("/srv/out", "/data/out", IsWritable: true)],
        [(8, "/samantha/supervisor.py")], 9, 1_000_000, [("HOME", "/tmp")], ["/usr/bin/python3", "x.py", "--setenv"]);

    [Fact]
    public void Every_namespace_is_new_and_nothing_is_kept()
    {
        ImmutableArray<string> arguments = BubblewrapArguments.Build(Plan);

        Assert.Equal(["--unshare-all", "--unshare-user", "--disable-userns"], arguments.Take(3));
        foreach (string flag in new[] { "--die-with-parent", "--new-session", "--as-pid-1", "--clearenv" })
        {
            Assert.Contains(flag, arguments);
        }

        Assert.True(Has(arguments, "--cap-drop", "ALL"));
        Assert.True(Has(arguments, "--uid", "65534"));
        Assert.True(Has(arguments, "--seccomp", "9"));
        Assert.True(Has(arguments, "--remount-ro", "/"));
        Assert.DoesNotContain("--share-net", arguments);
        Assert.True(
            arguments.IndexOf("--clearenv") < arguments.IndexOf("--setenv"), "what is set before it is cleared is lost");
    }

    [Fact]
    public void The_root_holds_programs_and_nothing_personal()
    {
        ImmutableArray<string> arguments = BubblewrapArguments.Build(Plan);
        string[] bound = [.. arguments.Select((text, i) => (text, i))
            .Where(pair => pair.text.Contains("bind", StringComparison.Ordinal))
            .Select(pair => arguments[pair.i + 1])];

        Assert.DoesNotContain("/", bound);
        Assert.DoesNotContain(bound, path => path.StartsWith("/home", StringComparison.Ordinal)
            || path.StartsWith("/root", StringComparison.Ordinal) || path.StartsWith("/var", StringComparison.Ordinal)
            || path.StartsWith("/run", StringComparison.Ordinal) || path is "/etc" or "/etc/passwd" or "/etc/resolv.conf");
        Assert.True(Has(arguments, "--symlink", "usr/bin", "/bin"));
    }

    [Fact]
    public void Folders_are_read_only_unless_they_are_writable()
    {
        ImmutableArray<string> arguments = BubblewrapArguments.Build(Plan);

        Assert.True(Has(arguments, "--ro-bind", "/srv/in", "/data/in"));
        Assert.True(Has(arguments, "--bind", "/srv/out", "/data/out"));
        Assert.Single(arguments, "--bind");
    }

    [Fact]
    public void What_may_be_written_has_a_size()
    {
        ImmutableArray<string> arguments = BubblewrapArguments.Build(Plan);

        foreach (string place in new[] { "/work", "/tmp", "/dev/shm" })
        {
            int at = arguments.IndexOf(place, arguments.IndexOf("--proc"));
            Assert.Equal(("--size", "--tmpfs"), (arguments[at - 3], arguments[at - 1]));
        }

        Assert.True(Has(arguments, "--size", "1000000", "--tmpfs", "/work"));
    }

    [Fact]
    public void Network_brings_names_and_certificates_and_only_then()
    {
        ImmutableArray<string> arguments = BubblewrapArguments.Build(Plan with { Network = true });

        Assert.Contains("--share-net", arguments);
        Assert.Contains("/etc/resolv.conf", arguments);
    }

    [Fact]
    public void The_program_comes_last_and_cannot_be_taken_for_an_option()
    {
        ImmutableArray<string> arguments = BubblewrapArguments.Build(Plan);

        Assert.Equal(["--", "/usr/bin/python3", "x.py", "--setenv"], arguments.TakeLast(4));
    }

    [Fact]
    public void An_older_root_shows_its_folders()
    {
        ImmutableArray<string> arguments = BubblewrapArguments.Build(Plan with { Root = new RootLayout([], ["bin", "lib"]) });

        Assert.True(Has(arguments, "--ro-bind", "/lib", "/lib"));
    }

    [Fact]
    public void Root_is_given_up_before_bubblewrap_and_only_by_root()
    {
        ChildCommand asRoot = SetUpCommand.Build("/s", "/f", [], RootDrop.Prefix(isRoot: true), ["bwrap", "x"]);
        ChildCommand asUser = SetUpCommand.Build("/s", "/f", [], RootDrop.Prefix(isRoot: false), ["bwrap", "x"]);

        Assert.Equal(
            ["/s", "/f", "setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--inh-caps=-all", "--no-new-privs",
                "--", "bwrap", "x"], asRoot.Arguments.Skip(3));
        Assert.Equal(["/s", "/f", "bwrap", "x"], asUser.Arguments.Skip(3));
        Assert.Equal(["LANG", "PATH"], asUser.Environment.Keys.Order());
    }

    [Fact]
    public void Hostile_paths_stay_arguments_of_the_shell()
    {
        const string Hostile = "/x'; touch /tmp/owned; '$(id)";
        ChildCommand command = SetUpCommand.Build("/s", "/f", [(Hostile, "/stage")], [], ["bwrap"]);

        Assert.DoesNotContain(command.Arguments, text => text.Contains("touch", StringComparison.Ordinal) && text != Hostile);
        Assert.Contains(Hostile, command.Arguments);
    }

    private static bool Has(ImmutableArray<string> arguments, params string[] run) =>
        Enumerable.Range(0, arguments.Length).Any(i => arguments.Skip(i).Take(run.Length).SequenceEqual(run));
}
