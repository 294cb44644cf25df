using System.Collections.Immutable;

namespace Samantha.Actors.ModelFiles;

/// <summary>A model reference names no file, or more than one. The message says what was tried and what comes near.</summary>
public sealed class ModelNotFoundException : Exception
{
    public ModelNotFoundException(string reference, string message, ImmutableArray<string> candidates)
        : base(message)
    {
        Reference = reference;
        Candidates = candidates;
    }

    public string Reference { get; }

    /// <summary>Names that come near, or all that match; best first.</summary>
    public ImmutableArray<string> Candidates { get; }
}
