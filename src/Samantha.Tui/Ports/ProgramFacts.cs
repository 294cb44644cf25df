using System.Collections.Immutable;

namespace Samantha.Tui.Ports;

/// <summary>What the About page says of the program: names and versions of its parts, and where its documents are.</summary>
/// <param name="Version">Of the program.</param>
/// <param name="Components">Name, version and licence of what it is built on.</param>
/// <param name="HomeFolder">Where the program's documents and examples are.</param>
public sealed record ProgramFacts(string Version, ImmutableArray<ProgramComponent> Components, string HomeFolder);

/// <summary>One thing that the program is built on.</summary>
public sealed record ProgramComponent(string Name, string Version, string Licence);
