using System.Collections.Immutable;
using Samantha.Actors.Models;
using Samantha.Actors.Storage;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Host.CodeRuns;
using Samantha.Host.Composition;
using Samantha.Host.Exporting;
using Samantha.Host.Inspection;
using Samantha.Host.Terminal;
using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Python;

namespace Samantha.Host.Doctoring;

/// <summary>
/// Looks at everything that the program needs from the machine, by trying it where that is cheap: starts an engine process, runs
/// the sandbox's self-test. It changes nothing and installs nothing.
/// </summary>
internal sealed class Doctor
{
    /// <summary>Below this a few days of sessions may fill the disk.</summary>
    private const long FreeDiskBytesMin = 1_000_000_000;

    /// <summary>The smallest models of use need about this much.</summary>
    private const long FreeMemoryBytesMin = 1_000_000_000;

    private static readonly string[] PdfPrograms = ["pdftotext", "pdfinfo"];

    private readonly HostServices _services;

    public Doctor(HostServices services) => _services = services;

    public async IAsyncEnumerable<DoctorFinding> LookAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return await EngineAsync(cancellation).ConfigureAwait(false);
        PythonSearch search = _services.Python;
        yield return await PythonAsync(search, cancellation).ConfigureAwait(false);
        yield return await SandboxAsync(cancellation).ConfigureAwait(false);
        yield return PdfTools();
        yield return Browser();
        yield return Data();
        yield return Memory();
    }

    private async Task<DoctorFinding> EngineAsync(CancellationToken cancellation)
    {
        const string Name = "engine";
        try
        {
            string folder = EngineLibraries.Find(_services.Home);
            EngineSupply supply = _services.Supply;
            await using EngineClient engine =
                await EngineClient.StartAsync(supply.Command, supply.Options, cancellation).ConfigureAwait(false);
            EngineSandbox sandbox = engine.Sandbox;
            return new DoctorFinding(
                Name, sandbox.Note is null ? DoctorVerdict.Good : DoctorVerdict.Note,
                $"starts in the sandbox {sandbox.Level}{(sandbox.Note is { } why ? $": {why}" : "")}, with the libraries in {folder}",
                "",
                [.. sandbox.Checks.Select(check => $"{(check.Passed ? "passed" : "FAILED")}: {check.Name} ({check.Detail})")]);
        }
        catch (EngineFailedException e)
        {
            return new DoctorFinding(
                Name, DoctorVerdict.Problem, e.Message,
                "Run ./samantha once with a network connection: it fetches the libraries.");
        }
    }

    private static async Task<DoctorFinding> PythonAsync(PythonSearch search, CancellationToken cancellation)
    {
        const string Name = "python";
        if (search.Found is not { } found)
        {
            return new DoctorFinding(Name, DoctorVerdict.Problem, search.Reason);
        }

        try
        {
            PythonEnvironmentReport report = await PythonEnvironment.ListAsync(found.Path, cancellation).ConfigureAwait(false);
            ImmutableArray<string> details =
            [
                PythonWords.Libraries(report), .. search.Passed.Select(line => $"passed over: {line}"),
            ];
            string advice = report.InstallCommand.Length > 0 ? $"More libraries: {report.InstallCommand}" : "";
            return new DoctorFinding(
                Name, DoctorVerdict.Good, $"Python {report.Version}, {found.Path} ({PythonWords.Source(found.Source)})", advice,
                details);
        }
        catch (PythonException e)
        {
            return new DoctorFinding(Name, DoctorVerdict.Problem, e.Message);
        }
    }

    private async Task<DoctorFinding> SandboxAsync(CancellationToken cancellation)
    {
        SandboxReport report = await _services.Sandbox.ProbeAsync(cancellation).ConfigureAwait(false);
        DoctorVerdict verdict = report.Level switch
        {
            null => DoctorVerdict.Problem,
            SandboxLevel.None => DoctorVerdict.Note,
            _ => DoctorVerdict.Good,
        };
        ImmutableArray<string> details =
            [.. report.Checks.Select(check => $"{(check.Passed ? "passed" : "FAILED")}: {check.Name} ({check.Detail})")];
        return new DoctorFinding("sandbox", verdict, $"{SandboxWords.Name(report.Level)}: {report.Reason}", "", details);
    }

    private static DoctorFinding PdfTools()
    {
        string[] missing = [.. PdfPrograms.Where(tool => OnPath(tool) is null)];
        return missing.Length == 0
            ? new DoctorFinding("pdf", DoctorVerdict.Good, $"{OnPath("pdftotext")}")
            : new DoctorFinding(
                "pdf", DoctorVerdict.Note, $"{string.Join(" and ", missing)} not found: PDF files cannot be read",
                "Debian: sudo apt-get install poppler-utils");
    }

    private static DoctorFinding Browser()
    {
        ImmutableArray<string> command = new BrowserOpener().CommandFor("about:blank", out string why);
        return command.IsEmpty
            ? new DoctorFinding(
                "browser", DoctorVerdict.Note, $"pages are written but not opened: {why}", "Set BROWSER to a program.")
            : new DoctorFinding("browser", DoctorVerdict.Good, command[0]);
    }

    private DoctorFinding Data()
    {
        const string Name = "data folder";
        try
        {
            string root = _services.Data.Root;
            string existing = root;
            while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
            {
                existing = parent;
            }

            if (Directory.Exists(root))
            {
                _services.Data.EnsureWritable();
            }

            long free = new DriveInfo(existing).AvailableFreeSpace;
            string state = Directory.Exists(root) ? "" : " (made when it is first needed)";
            string text = $"{root}{state}, {Amounts.Bytes(free)} free";
            return free >= FreeDiskBytesMin
                ? new DoctorFinding(Name, DoctorVerdict.Good, text)
                : new DoctorFinding(
                    Name, DoctorVerdict.Problem, text, "Make space, or name a folder on another disk with --data.");
        }
        catch (Exception e) when (e is DataFolderException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new DoctorFinding(Name, DoctorVerdict.Problem, e.Message, "Name another folder with --data or SAMANTHA_DATA.");
        }
    }

    private static DoctorFinding Memory() => MachineMemory.AvailableBytes() is not { } free
        ? new DoctorFinding("memory", DoctorVerdict.Note, "the system does not tell how much is free")
        : new DoctorFinding(
            "memory", free >= FreeMemoryBytesMin ? DoctorVerdict.Good : DoctorVerdict.Note,
            $"{Amounts.Bytes(free)} available, {Amounts.Plural(Environment.ProcessorCount, "processor")}",
            free >= FreeMemoryBytesMin ? "" : "Only the smallest models fit; samantha models inspect tells what one needs.");

    private static string? OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
