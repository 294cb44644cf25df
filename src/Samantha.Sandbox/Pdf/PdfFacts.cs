namespace Samantha.Sandbox.Pdf;

/// <summary>What pdfinfo says about a file, as far as reading its text needs it. Pages is 0 when it was not told.</summary>
internal sealed record PdfFacts(int Pages, bool IsEncrypted, bool IsCopyForbidden);
