using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Samantha.Engine.Protocol;

/// <summary>Host to engine. The greeting comes first and once; every other request is answered under its id.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HostHello), "hello")]
[JsonDerivedType(typeof(LoadModel), "load")]
[JsonDerivedType(typeof(CountPrompt), "count")]
[JsonDerivedType(typeof(GenerateResponse), "generate")]
[JsonDerivedType(typeof(TokenizeText), "tokenize")]
[JsonDerivedType(typeof(ReadVocabulary), "vocabulary")]
[JsonDerivedType(typeof(EvaluateResponse), "evaluate")]
[JsonDerivedType(typeof(SteerResponse), "steer")]
[JsonDerivedType(typeof(CancelRequest), "cancel")]
public abstract record EngineRequest(int Id);

public sealed record HostHello(int Id, int ProtocolVersion, string LibraryFolder, int FrameBytesMax) : EngineRequest(Id);

public sealed record LoadModel(int Id, LoadRequest Request) : EngineRequest(Id);

public sealed record CountPrompt(int Id, ImmutableArray<EngineMessage> Messages) : EngineRequest(Id);

public sealed record GenerateResponse(int Id, GenerateRequest Request) : EngineRequest(Id);

/// <summary>Each row of logits comes as a <see cref="RowEvaluated"/> update.</summary>
public sealed record EvaluateResponse(int Id, EvaluateRequest Request) : EngineRequest(Id);

/// <summary>For the generation with this id, while it is made; without an answer. Unknown ids are ignored.</summary>
public sealed record SteerResponse(int Id, SteerCommand Command) : EngineRequest(Id);

public sealed record TokenizeText(int Id, string Text, bool ParseSpecial) : EngineRequest(Id);

/// <summary>Entries whose text contains the filter (ordinal, any case); an empty filter takes all.</summary>
public sealed record ReadVocabulary(int Id, int Offset, int Count, string Filter) : EngineRequest(Id);

/// <summary>
/// Stops the request with this id as soon as possible; it is still answered. Unknown ids are ignored: it may just have
/// ended.
/// </summary>
public sealed record CancelRequest(int Id) : EngineRequest(Id);
