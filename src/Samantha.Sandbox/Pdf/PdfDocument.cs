using System.Collections.Immutable;

namespace Samantha.Sandbox.Pdf;

/// <summary>The text of a PDF file: one string per page, in order, and what a reader of it should know.</summary>
public sealed record PdfDocument(ImmutableArray<string> Pages, ImmutableArray<string> Warnings);
