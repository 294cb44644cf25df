using System.Diagnostics;
using Samantha.Host.Exporting;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Exporting;

/// <summary>A page is opened where there is a browser, and nobody waits for it.</summary>
public sealed class BrowserOpenerTests
{
    private const int TimeoutMs = 60_000;

    [Fact(Timeout = TimeoutMs)]
    public async Task BROWSER_gets_the_address_of_the_file()
    {
        using var folder = new TempFolder();
        string seen = folder.File("seen");
        string browser = Script(folder, $"printf '%s' \"$2\" > '{seen}'");
        string page = folder.Write("a page é;$(x).html", "<p>");
        BrowserOpening opening = await Opener(browser + " --new-window").OpenAsync(page);
        Assert.Equal((true, "opened with browser"), (opening.IsOpened, opening.Message));
        Assert.Equal(new Uri(page).AbsoluteUri, await File.ReadAllTextAsync(seen));
    }

    [Fact(Timeout = TimeoutMs)]
    public async Task A_browser_that_runs_on_is_not_waited_for()
    {
        using var folder = new TempFolder();
        string pid = folder.File("pid");
        string browser = Script(folder, $"echo $$ > '{pid}'; exec sleep 60");
        var watch = Stopwatch.StartNew();
        BrowserOpening opening = await Opener(browser).OpenAsync(folder.Write("a.html", ""));
        Assert.True(opening.IsOpened, opening.Message);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}");
        while (!File.Exists(pid) || (await File.ReadAllTextAsync(pid)).Length == 0)
        {
            await Task.Delay(20);
        }

        using var running = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(pid), null));
        Assert.False(running.HasExited);
        running.Kill();
    }

    [Fact(Timeout = TimeoutMs)]
    public async Task A_browser_that_fails_is_told()
    {
        using var folder = new TempFolder();
        BrowserOpening opening = await Opener(Script(folder, "exit 3")).OpenAsync(folder.Write("a.html", ""));
        Assert.Equal((false, "browser ended with exit code 3"), (opening.IsOpened, opening.Message));
    }

    [Fact]
    public void The_first_browser_that_exists_is_taken_and_percent_s_is_the_address()
    {
        var command = Opener("no-such-one:/bin/echo -n %s x").CommandFor("file:///a", out string why);
        Assert.Equal(["/bin/echo", "-n", "file:///a", "x"], command.AsEnumerable());
        Assert.Empty(why);
    }

    [Fact]
    public void Without_display_and_BROWSER_the_reason_is_told()
    {
        Assert.Empty(Opener(null).CommandFor("file:///a", out string why));
        Assert.Equal("there is no display here, and BROWSER is not set", why);
    }

    private static BrowserOpener Opener(string? browser) => new(name => name switch
    {
        "BROWSER" => browser,
        "PATH" => Environment.GetEnvironmentVariable("PATH"),
        _ => null,
    });

    private static string Script(TempFolder folder, string body)
    {
        string path = folder.Write("browser", $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
