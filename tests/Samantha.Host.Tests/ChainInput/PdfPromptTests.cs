using System.Text;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.ChainInput;

/// <summary>Prompts from a PDF file, read by the real tools in the real sandbox.</summary>
public sealed class PdfPromptTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Each_page_is_a_prompt_and_nothing_in_it_is_syntax()
    {
        _folder.Write("book.pdf", Pdf("[First] {temperature=9} page", "--- second $$$ page"));
        string chain = _folder.Write(
            "pdf.conf",
            "chain { models = [\"samantha-mini\"], prompts-pdf = \"book.pdf\", pdf { before = \"\", after = \"Join.\" } }");
        Outcome check = await CheckAsync(chain);
        check.AssertDone();
        Assert.Contains("Prompts: 3", check.Out, StringComparison.Ordinal);
        Assert.Contains("Page 1 of 2: [First] {temperature=9} page", check.Out, StringComparison.Ordinal);
        Assert.Contains("Page 2 of 2: --- second $$$ page", check.Out, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_option_names_a_file_and_what_is_wrong_with_it_is_told()
    {
        string book = _folder.Write("book.pdf", Pdf("One", "Two"));
        Outcome full = await CheckAsync("--pdf", book, "--pdf-mode", "full");
        full.AssertDone();
        Assert.Contains("Prompts: 1", full.Out, StringComparison.Ordinal);
        (await CheckAsync("--pdf", _folder.Write("fake.pdf", "<html>"))).AssertFails(2, "fake.pdf cannot be read: ");
        (await CheckAsync("--pdf", book, "-p", "Hi")).AssertFails(2, "--prompt and --pdf were both given");
        (await CheckAsync("--pdf", book, "--pdf-mode", "half")).AssertFails(2, "--pdf-mode must be pages or full");
    }

    private Task<Outcome> CheckAsync(params string[] args) =>
        Cli.RunAsync(["check", .. args, "--no-tokens", "--data", _folder.File("data")]);

    /// <summary>The smallest file with a line of text on each page; readers rebuild the missing cross-reference table.</summary>
    private static byte[] Pdf(params string[] pages)
    {
        var pdf = new StringBuilder("%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n");
        string kids = string.Join(' ', pages.Select((_, i) => $"{10 + i} 0 R"));
        pdf.Append($"2 0 obj <</Type /Pages /Kids [{kids}] /Count {pages.Length}>> endobj\n");
        pdf.Append("3 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj\n");
        for (int i = 0; i < pages.Length; i++)
        {
            string text = $"BT /F1 12 Tf 72 700 Td ({pages[i]}) Tj ET";
            pdf.Append($"{10 + i} 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {100 + i} 0 R ");
            pdf.Append("/Resources <</Font <</F1 3 0 R>>>>>> endobj\n");
            pdf.Append($"{100 + i} 0 obj <</Length {text.Length}>> stream\n{text}\nendstream endobj\n");
        }

        pdf.Append("trailer <</Root 1 0 R>>\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }
}
