using System.Collections.Immutable;

namespace Samantha.Sandbox.Python;

/// <summary>
/// The answer of <see cref="PythonFinder"/>: the interpreter, or none; and what was looked at and why it was not taken, one
/// line each.
/// </summary>
public sealed record PythonSearch(PythonInterpreter? Found, ImmutableArray<string> Passed)
{
    /// <summary>What to tell the user when there is no interpreter: what was looked at and what to do.</summary>
    public string Reason => Found is not null
        ? ""
        : "No Python interpreter was found. " + string.Join(" ", Passed.Select(line => line + "."))
          + " Install Python 3 (Debian: sudo apt-get install python3), or name an interpreter with samantha.python.interpreter.";
}
