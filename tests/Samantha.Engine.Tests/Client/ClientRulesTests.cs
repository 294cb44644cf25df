using System.Runtime.InteropServices;
using Samantha.Engine.Client;

namespace Samantha.Engine.Tests.Client;

/// <summary>What the client decides without a process: silence, signals, names of libraries.</summary>
public sealed class ClientRulesTests
{
    [Fact]
    public void Silence_ends_at_the_limit_and_a_frame_starts_it_again()
    {
        ManualTime time = new();
        SilenceWatch watch = new(time, limitMs: 1000);

        Assert.False(TickAfter(500));
        watch.Heard();
        Assert.False(TickAfter(250));
        Assert.False(TickAfter(900));
        Assert.True(TickAfter(100));

        bool TickAfter(int ms)
        {
            time.Advance(ms);
            return watch.Tick();
        }
    }

    [Fact]
    public void Time_in_which_this_process_was_stopped_does_not_count_as_silence()
    {
        ManualTime time = new();
        SilenceWatch watch = new(time, limitMs: 10_000);

        time.Advance(3_600_000);

        Assert.False(watch.Tick());
    }

    [Fact]
    public void A_reader_that_is_busy_with_a_frame_hears_no_silence()
    {
        ManualTime time = new();
        SilenceWatch watch = new(time, limitMs: 500);
        watch.Handling(busy: true);
        watch.Tick();

        time.Advance(900);
        Assert.False(watch.Tick());

        watch.Handling(busy: false);
        watch.Tick();
        time.Advance(900);
        Assert.True(watch.Tick());
    }

    [Fact]
    public void Exit_codes_are_named()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Contains("0xC0000005", ProcessSignals.Describe(unchecked((int)0xC0000005)), StringComparison.Ordinal);
            return;
        }

        Assert.Equal("SIGKILL", ProcessSignals.NameOf(137));
        Assert.Equal("aborted (SIGABRT)", ProcessSignals.Describe(134));
        Assert.Null(ProcessSignals.NameOf(1));
        Assert.Equal("ended with exit code 3", ProcessSignals.Describe(3));
    }

    [Fact]
    public void Every_supported_platform_has_its_package()
    {
        Assert.Equal("linux-x64", EngineLibraries.NameFor(OSPlatform.Linux, Architecture.X64));
        Assert.Equal("mac-arm64-metal", EngineLibraries.NameFor(OSPlatform.OSX, Architecture.Arm64));
        Assert.Equal("win-arm64", EngineLibraries.NameFor(OSPlatform.Windows, Architecture.Arm64));
        Assert.Null(EngineLibraries.NameFor(OSPlatform.Linux, Architecture.S390x));
    }

    [Fact]
    public void A_missing_package_is_named_with_what_to_do()
    {
        var problem = Assert.Throws<Engine.Protocol.EngineFailedException>(
            () => EngineLibraries.Find(Path.Combine(Path.GetTempPath(), "no-such-home")));

        Assert.Equal(Engine.Protocol.EngineFailureKind.LibraryMissing, problem.Kind);
        Assert.Contains("@node-llama-cpp/", problem.Message, StringComparison.Ordinal);
        Assert.Contains("npm ci", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("libllama.v0.4.0.so libggml.v0.4.0.so libggml-base.so", true)]
    [InlineData("libllama.metal.v0.4.0.dylib libggml.metal.v0.4.0.dylib libggml-base.dylib", true)]
    [InlineData("llama.v0.5.2.dll ggml.v0.5.2.dll ggml-base.dll", true)]
    [InlineData("libllama.v0.6.0.so libggml.v0.6.0.so libggml-base.so", false)]
    [InlineData("libllama.v0.4.0.so libggml-base.so", false)]
    public void Libraries_are_found_by_pattern_and_other_versions_are_not(string names, bool found)
    {
        string folder = Directory.CreateTempSubdirectory("samantha-libs").FullName;
        try
        {
            foreach (string name in names.Split(' '))
            {
                File.WriteAllText(Path.Combine(folder, name), string.Empty);
            }

            Assert.Equal(found, LibraryFiles.Locate(folder) is not null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _now;

        public void Advance(int ms) => _now += ms;
    }
}
