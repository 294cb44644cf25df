using Samantha.Chains.ChainFiles;
using Samantha.Host.Composition;
using Samantha.Sandbox.Pdf;

namespace Samantha.Host.ChainInput;

/// <summary>
/// Reads the PDF files that a chain or an option names, in the sandbox: a PDF is a stranger's program for a parser. What becomes
/// of the pages is the chain's business.
/// </summary>
internal sealed class PdfFiles
{
    /// <summary>Holds the password of an encrypted file: on the command line it would stay in the shell's history.</summary>
    public const string PasswordVariable = "SAMANTHA_PDF_PASSWORD";

    private readonly HostServices _services;
    private readonly bool _isCopyAllowed;

    /// <param name="isCopyAllowed">The user says that he may copy out of files that forbid it.</param>
    public PdfFiles(HostServices services, bool isCopyAllowed)
    {
        _services = services;
        _isCopyAllowed = isCopyAllowed;
    }

    public PdfPages Read(string path, bool keepLayout)
    {
        string? password = Environment.GetEnvironmentVariable(PasswordVariable);
        try
        {
            PdfDocument document = PdfText.ReadAsync(
                _services.Sandbox, path, password, keepLayout, _isCopyAllowed, CancellationToken.None).GetAwaiter().GetResult();
            return PdfPages.Ok(path, document.Pages, document.Warnings);
        }
        catch (PdfException e)
        {
            return PdfPages.Failed(path, e.Message + WayOut(e.Problem));
        }
    }

    private static string WayOut(PdfProblem problem) => problem switch
    {
        PdfProblem.PasswordWanted or PdfProblem.PasswordWrong =>
            $" Here the password is given in the variable {PasswordVariable}.",
        PdfProblem.CopyForbidden => " If you may copy from it: --pdf-copy-allowed.",
        _ => "",
    };
}
