namespace Samantha.Sandbox.Pdf;

/// <summary>Why a PDF file gave no text.</summary>
public enum PdfProblem
{
    /// <summary>There is no such file, or it cannot be opened.</summary>
    Missing,
    /// <summary>The file has no bytes.</summary>
    Empty,
    /// <summary>The file is not a PDF.</summary>
    NotPdf,
    /// <summary>The file begins as a PDF and cannot be read.</summary>
    Damaged,
    /// <summary>The file opens with a password only, and none was given.</summary>
    PasswordWanted,
    /// <summary>The password does not open the file.</summary>
    PasswordWrong,
    /// <summary>Whoever made the file does not allow copying text out of it.</summary>
    CopyForbidden,
    /// <summary>The pages are pictures: there is no text layer.</summary>
    NoText,
    /// <summary>The file, its page count or its text passes a limit.</summary>
    TooLarge,
    /// <summary>Reading took longer than allowed.</summary>
    TooSlow,
    /// <summary>pdftotext or pdfinfo is not installed.</summary>
    ToolMissing,
    /// <summary>The sandbox that the file has to be read in is not available.</summary>
    SandboxUnavailable,
}
