using System.Collections.Immutable;

namespace Samantha.Engine.Client;

/// <summary>The program that is the engine: this executable with the verb <c>engine</c>, or a scripted one in tests.</summary>
public sealed record EngineCommand(string FileName, ImmutableArray<string> Arguments);
