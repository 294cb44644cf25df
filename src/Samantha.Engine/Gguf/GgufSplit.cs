using System.Collections.Immutable;

namespace Samantha.Engine.Gguf;

/// <summary>A model in several files: all of them lie in one folder, and the first one is the one to load.</summary>
public sealed record GgufSplit(int Part, int Parts, ImmutableArray<string> PartPaths);
