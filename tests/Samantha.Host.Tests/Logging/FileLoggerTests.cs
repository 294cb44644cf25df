using Microsoft.Extensions.Logging;
using Samantha.Host.Logging;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Logging;

/// <summary>The log is bounded, private and harmless to read in a terminal.</summary>
public sealed class FileLoggerTests
{
    [Fact]
    public void A_full_log_becomes_the_old_one_and_both_stay_bounded()
    {
        using var folder = new TempFolder();
        string path = folder.File("log/samantha.log");
        using (var file = new RotatingLogFile(path, 1000))
        {
            for (int i = 0; i < 100; i++)
            {
                file.WriteLine(new string('x', 99));
            }
        }

        Assert.InRange(new FileInfo(path).Length, 1, 1000);
        Assert.InRange(new FileInfo(path + ".1").Length, 1, 1000);
        Assert.Equal(2, Directory.GetFiles(folder.File("log")).Length);
    }

    [Fact]
    public void The_log_belongs_to_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TempFolder();
        string path = folder.File("log/samantha.log");
        using var file = new RotatingLogFile(path, 1000);
        file.WriteLine("x");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_line_is_one_line_without_control_codes_and_below_the_level_nothing_is_written()
    {
        using var folder = new TempFolder();
        string path = folder.File("samantha.log");
        using (var loggers = new FileLoggerFactory(new RotatingLogFile(path, 100_000), LogLevel.Information, TimeProvider.System))
        {
            ILogger log = loggers.CreateLogger("Samantha.Some.Part");
            log.LogDebug("unseen");
            log.LogWarning("bad\u001b[2J\nname {Name}", "m\u0007");
            log.LogError(new InvalidOperationException("boom"), "with cause");
        }

        string[] lines = File.ReadAllLines(path);
        Assert.Equal(2, lines.Length);
        Assert.Contains("warn Part: bad␛[2J␊name m␇", lines[0], StringComparison.Ordinal);
        Assert.Contains("boom", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_cannot_be_written_stops_nothing()
    {
        using var folder = new TempFolder();
        string file = folder.Write("in-the-way", "");
        using var log = new RotatingLogFile(Path.Combine(file, "samantha.log"), 1000);
        log.WriteLine("lost");
    }
}
