namespace Samantha.Engine.Gguf;

/// <summary>A file cannot be used as a model; the message names the file, the place in it and what to do.</summary>
public sealed class GgufException : Exception
{
    public GgufException(GgufProblem kind, string message)
        : base(message) => Kind = kind;

    public GgufException(GgufProblem kind, string message, Exception innerException)
        : base(message, innerException) => Kind = kind;

    public GgufProblem Kind { get; }
}
