namespace Samantha.Sandbox.Pdf;

/// <summary>A PDF file that gave no text. The message is for the user: which file, what is wrong, what to do next.</summary>
public sealed class PdfException(PdfProblem problem, string message) : Exception(message)
{
    /// <summary>The kind of problem, for programs.</summary>
    public PdfProblem Problem { get; } = problem;
}
