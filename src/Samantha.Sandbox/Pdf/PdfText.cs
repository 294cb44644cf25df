using System.Collections.Immutable;
using System.Text;
using Samantha.Sandbox.Running;

namespace Samantha.Sandbox.Pdf;

/// <summary>
/// Reads the text of PDF files with poppler's pdfinfo and pdftotext, inside the sandbox: the file is not trusted and this process
/// never parses it. It decides nothing about prompts; what the tools' answers mean is in <see cref="PdfAnswer"/>.
/// </summary>
public static class PdfText
{
    /// <summary>Larger files are not books any more; they would only fill the sandbox.</summary>
    public const long MaxFileBytes = 200L << 20;

    /// <summary>More pages than any chain could answer one by one.</summary>
    public const int MaxPages = 5000;

    /// <summary>The text of 5,000 dense pages fits in well.</summary>
    public const long MaxTextBytes = 32L << 20;

    // 600 pages take half a second; a file that takes a minute is made to.
    private static readonly SandboxLimits Limits = new(
        WallClock: TimeSpan.FromSeconds(90), Cpu: TimeSpan.FromSeconds(60), MemoryBytes: 1500L << 20,
        MemoryTotalBytes: 1500L << 20, Processes: 16, FileBytes: 1L << 20, WorkFolderBytes: 4L << 20, OutputBytes: MaxTextBytes);

    private const string Inside = "document.pdf";
    private const int SignatureBytes = 1024;
    private static readonly ImmutableArray<string> ToolFolders = ["/usr/bin", "/usr/local/bin"];

    /// <summary>
    /// All pages of a file. The password opens the file for reading or as its owner; while the tools run, users of this machine
    /// can see it in the process list. With keepLayout, columns and tables stay side by side as on the page; otherwise text
    /// comes in reading order. A file that forbids copying is refused unless allowCopyForbidden says that its owner agrees.
    /// </summary>
    /// <exception cref="PdfException">There is no text; problem and message say why.</exception>
    public static Task<PdfDocument> ReadAsync(
        PythonSandbox sandbox, string path, string? password, bool keepLayout, bool allowCopyForbidden, CancellationToken ct) =>
        ReadAsync(sandbox, path, password, keepLayout, allowCopyForbidden, ToolFolders, ct);

    internal static async Task<PdfDocument> ReadAsync(
        PythonSandbox sandbox, string path, string? password, bool keepLayout, bool allowCopyForbidden,
        ImmutableArray<string> toolFolders, CancellationToken ct)
    {
        CheckFile(path);
        var info = Tool("pdfinfo", toolFolders);
        var text = Tool("pdftotext", toolFolders);
        ImmutableArray<string> key = string.IsNullOrEmpty(password) ? [] : ["-opw", password, "-upw", password];

        var about = await RunAsync(sandbox, info, ["-enc", "UTF-8", .. key, "/in/" + Inside], path, password, ct)
            .ConfigureAwait(false);
        var facts = PdfAnswer.ReadInfo(Encoding.UTF8.GetString(about.Stdout.Span));
        if (facts.Pages > MaxPages)
        {
            throw new PdfException(
                PdfProblem.TooLarge, $"{path} has {facts.Pages} pages; at most {MaxPages} are read. Split the file.");
        }

        if (facts.IsCopyForbidden && !allowCopyForbidden)
        {
            throw new PdfException(
                PdfProblem.CopyForbidden,
                $"{path}: whoever made this file does not allow copying text out of it.");
        }

        ImmutableArray<string> layout = keepLayout ? ["-layout"] : [];
        ImmutableArray<string> arguments = ["-enc", "UTF-8", "-eol", "unix", .. layout, .. key, "/in/" + Inside, "-"];
        var answer = await RunAsync(sandbox, text, arguments, path, password, ct).ConfigureAwait(false);
        return PdfAnswer.ReadText(path, Encoding.UTF8.GetString(answer.Stdout.Span), answer.Stderr, facts, keepLayout);
    }

    private static void CheckFile(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                throw new PdfException(PdfProblem.Missing, $"{path}: there is no such file.");
            }

            if (file.Length > MaxFileBytes)
            {
                throw new PdfException(
                    PdfProblem.TooLarge,
                    $"{path} has {file.Length >> 20} MB; at most {MaxFileBytes >> 20} MB are read. Split the file.");
            }

            // A pipe or a device tells no length either; opening it could wait for ever.
            if (file.Length == 0)
            {
                throw new PdfException(PdfProblem.Empty, $"{path} is empty (0 bytes).");
            }

            using var stream = file.OpenRead();
            var start = new byte[SignatureBytes];
            var count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (start.AsSpan(0, count).IndexOf("%PDF-"u8) < 0)
            {
                throw new PdfException(PdfProblem.NotPdf, $"{path} is not a PDF file: its beginning has no %PDF- mark.");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PdfException(PdfProblem.Missing, $"{path} cannot be opened: {error.Message}");
        }
    }

    private static string Tool(string name, ImmutableArray<string> folders) =>
        folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new PdfException(
            PdfProblem.ToolMissing,
            $"PDF files are read with {name}, which is not installed. Debian and Ubuntu: sudo apt-get install poppler-utils");

    private static async Task<CommandOutcome> RunAsync(
        PythonSandbox sandbox, string tool, ImmutableArray<string> arguments, string path, string? password, CancellationToken ct)
    {
        var command = new SandboxedCommand(tool, arguments, [new SandboxInput(Path.GetFullPath(path), Inside)], Limits);
        var outcome = await sandbox.RunCommandAsync(command, ct).ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
        var problem = PdfAnswer.Problem(path, outcome, hasPassword: !string.IsNullOrEmpty(password));
        return problem is null ? outcome : throw problem;
    }
}
