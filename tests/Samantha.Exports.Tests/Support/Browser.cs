using System.Diagnostics;

namespace Samantha.Exports.Tests.Support;

/// <summary>A headless Chromium that opens one page and ends. It keeps its own sandbox unless the tests run as root.</summary>
internal static class Browser
{
    /// <summary>A start takes about two seconds; test machines are busy.</summary>
    private const int TimeoutMs = 120_000;

    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome"];

    public static async Task<byte[]> ScreenshotAsync(string html, int width, int height, bool isDark)
    {
        using var folder = new BrowserFolder();
        await RunAsync(folder, html, width, height, isDark, "--screenshot=" + folder.File("page.png"));
        return await File.ReadAllBytesAsync(folder.File("page.png"));
    }

    /// <summary>The page as the browser has it after it was loaded.</summary>
    public static async Task<string> DumpAsync(string html, int width = 1200, int height = 900)
    {
        using var folder = new BrowserFolder();
        return await RunAsync(folder, html, width, height, isDark: false, "--dump-dom");
    }

    private static async Task<string> RunAsync(BrowserFolder folder, string html, int width, int height, bool isDark,
        string order)
    {
        var page = folder.File("page.html");
        await File.WriteAllTextAsync(page, html);
        var start = new ProcessStartInfo(Find()) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--hide-scrollbars", $"--user-data-dir={folder.File("profile")}",
            $"--window-size={width},{height}", $"--blink-settings=preferredColorScheme={(isDark ? 0 : 1)}", order,
            .. Environment.UserName == "root" ? ["--no-sandbox"] : Array.Empty<string>(), new Uri(page).AbsoluteUri,
        ];
        arguments.ToList().ForEach(start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeoutMs);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            Assert.True(process.ExitCode == 0, $"{start.FileName} ended with {process.ExitCode}: {await error}");
            return await output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .SelectMany(folder => s_names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(
            "These tests look at pages in Chromium, which is not here: apt-get install chromium");

    private sealed class BrowserFolder : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("samantha-browser-").FullName;

        public string File(string name) => Path.Combine(_path, name);

        public void Dispose()
        {
            try
            {
                Directory.Delete(_path, recursive: true);
            }
            catch (IOException)
            {
                // The browser's helpers may still write into its profile; the system clears its temporary folder.
            }
        }
    }
}
