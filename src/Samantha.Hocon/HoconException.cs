namespace Samantha.Hocon;

/// <summary>
/// The only exception that reading HOCON may end in. It says what is wrong, where, and what is allowed;
/// <see cref="Exception.Message"/> is "source:line:column: problem" and is meant to be shown to a person as it is.
/// </summary>
public sealed class HoconException : Exception
{
    public HoconException(string source, int line, int column, string problem)
        : base($"{source}:{line}:{column}: {problem}")
    {
        Source = source;
        Line = line;
        Column = column;
        Problem = problem;
    }

    public HoconException(HoconPosition position, string problem)
        : this(position.Source, position.Line, position.Column, problem)
    {
    }

    /// <summary>1-based.</summary>
    public int Line { get; }

    /// <summary>1-based, in UTF-16 units.</summary>
    public int Column { get; }

    /// <summary>The sentence without the place.</summary>
    public string Problem { get; }
}
