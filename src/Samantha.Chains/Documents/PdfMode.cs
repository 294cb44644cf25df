namespace Samantha.Chains.Documents;

/// <summary>What becomes of a PDF file: a prompt for every page and one that joins the answers, or one prompt with all.</summary>
public enum PdfMode
{
    Pages,
    Full,
}
