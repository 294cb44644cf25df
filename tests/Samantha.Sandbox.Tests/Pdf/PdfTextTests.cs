using System.Text;
using Samantha.Sandbox.Pdf;
using Samantha.Sandbox.Running;

namespace Samantha.Sandbox.Tests.Pdf;

/// <summary>Real PDF files, made here, read by the real tools in the real sandbox.</summary>
public sealed class PdfTextTests : IAsyncLifetime
{
    private const string Accents = "Caf\u00e9, na\u00efve, S\u00e3o Paulo, \u00a7 100 \u00b5g";
    private const string Brackets = "[pre] [[final]] {temperature=1} $$$ (a \\ b)";

    private readonly string _folder = Directory.CreateTempSubdirectory("samantha-pdf-").FullName;

    private PythonSandbox Sandbox { get; } = new(SandboxSettings.Default, TimeProvider.System);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact(Timeout = 60_000)]
    public async Task Each_page_comes_out_with_its_accents_brackets_and_braces()
    {
        var document = await ReadAsync(new PdfWriter().Write([Accents, Brackets], ["second page"], ["third page"]));
        Assert.Equal([Accents + "\n" + Brackets, "second page", "third page"], document.Pages.AsEnumerable());
        Assert.Empty(document.Warnings);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_word_with_a_soft_hyphen_at_the_line_end_is_joined()
    {
        var document = await ReadAsync(new PdfWriter().Write(["This is an exam\u00AD", "ple of a word."]));
        Assert.Equal("This is an example of a word.", document.Pages[0]);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_layout_can_be_kept()
    {
        var document = await ReadAsync(new PdfWriter().Write(["left", "right"]), keepLayout: true);
        Assert.Equal(["left", "right"], document.Pages[0].Split('\n').Select(line => line.Trim()));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_with_a_password_asks_for_it_and_opens_with_it()
    {
        var file = new PdfWriter { UserPassword = "open sesame", OwnerPassword = "owner" }.Write([Accents]);
        await RefusedAsync(PdfProblem.PasswordWanted, file);
        await RefusedAsync(PdfProblem.PasswordWrong, file, "guess");
        Assert.Equal(Accents, (await ReadAsync(file, "open sesame")).Pages[0]);
        Assert.Equal(Accents, (await ReadAsync(file, "owner")).Pages[0]);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_that_forbids_copying_is_refused_unless_its_owner_agrees()
    {
        var file = new PdfWriter { OwnerPassword = "owner", Permissions = PdfWriter.ForbidCopying }.Write(["mine"]);
        await RefusedAsync(PdfProblem.CopyForbidden, file);
        var document = await ReadAsync(file, allowCopyForbidden: true);
        Assert.Equal("mine", document.Pages[0]);
        Assert.Contains("forbids copying", Assert.Single(document.Warnings), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_without_a_text_layer_needs_text_recognition() =>
        Assert.Contains(
            "OCR", (await RefusedAsync(PdfProblem.NoText, new PdfWriter().Write([], []))).Message, StringComparison.Ordinal);

    [Fact(Timeout = 60_000)]
    public async Task A_file_that_is_damaged_cut_or_loops_says_so()
    {
        var whole = new PdfWriter().Write(["text"]);
        await RefusedAsync(PdfProblem.Damaged, whole[..120]);
        await RefusedAsync(PdfProblem.Damaged, new PdfWriter { HasPageTreeLoop = true }.Write(["text"]));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_that_is_no_pdf_empty_or_missing_says_so()
    {
        await RefusedAsync(PdfProblem.NotPdf, Encoding.UTF8.GetBytes("<html>This is no PDF</html>"));
        await RefusedAsync(PdfProblem.Empty, []);
        var missing = await Assert.ThrowsAsync<PdfException>(
            () => PdfText.ReadAsync(Sandbox, Path.Combine(_folder, "nowhere.pdf"), null, false, false, CancellationToken.None));
        Assert.Equal(PdfProblem.Missing, missing.Problem);
        var folder = await Assert.ThrowsAsync<PdfException>(
            () => PdfText.ReadAsync(Sandbox, _folder, null, false, false, CancellationToken.None));
        Assert.Equal(PdfProblem.Missing, folder.Problem);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_that_is_too_large_is_not_even_opened()
    {
        var path = Path.Combine(_folder, "large.pdf");
        await using (var file = File.Create(path))
        {
            file.SetLength(PdfText.MaxFileBytes + 1);
        }

        var problem = await Assert.ThrowsAsync<PdfException>(
            () => PdfText.ReadAsync(Sandbox, path, null, false, false, CancellationToken.None));
        Assert.Equal(PdfProblem.TooLarge, problem.Problem);
    }

    [Fact(Timeout = 60_000)]
    public async Task Missing_tools_are_named_with_what_to_install()
    {
        var path = await WriteAsync(new PdfWriter().Write(["text"]));
        var problem = await Assert.ThrowsAsync<PdfException>(
            () => PdfText.ReadAsync(Sandbox, path, null, false, false, [_folder], CancellationToken.None));
        Assert.Equal(PdfProblem.ToolMissing, problem.Problem);
        Assert.Contains("apt-get install poppler-utils", problem.Message, StringComparison.Ordinal);
    }

    private async Task<PdfDocument> ReadAsync(
        byte[] file, string? password = null, bool keepLayout = false, bool allowCopyForbidden = false) =>
        await PdfText.ReadAsync(
            Sandbox, await WriteAsync(file), password, keepLayout, allowCopyForbidden, CancellationToken.None);

    private async Task<PdfException> RefusedAsync(PdfProblem problem, byte[] file, string? password = null)
    {
        var refused = await Assert.ThrowsAsync<PdfException>(() => ReadAsync(file, password));
        Assert.Equal(problem, refused.Problem);
        Assert.Contains(_folder, refused.Message, StringComparison.Ordinal);
        return refused;
    }

    private async Task<string> WriteAsync(byte[] file)
    {
        var path = Path.Combine(_folder, Path.GetRandomFileName() + ".pdf");
        await File.WriteAllBytesAsync(path, file);
        return path;
    }
}
