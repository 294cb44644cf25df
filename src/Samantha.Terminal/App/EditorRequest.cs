using System.Collections.Immutable;

namespace Samantha.Terminal.App;

/// <summary>The program to run on a file, with the terminal as its standard streams.</summary>
public sealed record EditorRequest(string Program, ImmutableArray<string> Arguments);
