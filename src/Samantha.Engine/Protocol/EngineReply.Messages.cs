using System.Text.Json.Serialization;

namespace Samantha.Engine.Protocol;

/// <summary>Engine to host. Id 0 belongs to no request: greeting, heartbeat, log.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(EngineHello), "hello")]
[JsonDerivedType(typeof(Heartbeat), "heartbeat")]
[JsonDerivedType(typeof(LogWritten), "log")]
[JsonDerivedType(typeof(LoadProgressed), "load-progress")]
[JsonDerivedType(typeof(ModelLoaded), "loaded")]
[JsonDerivedType(typeof(PromptCounted), "counted")]
[JsonDerivedType(typeof(GenerationProgressed), "update")]
[JsonDerivedType(typeof(ResponseGenerated), "generated")]
[JsonDerivedType(typeof(ResponseEvaluated), "evaluated")]
[JsonDerivedType(typeof(TextTokenized), "tokenized")]
[JsonDerivedType(typeof(VocabularyRead), "vocabulary")]
[JsonDerivedType(typeof(RequestFailed), "failed")]
public abstract record EngineReply(int Id);

public sealed record EngineHello(int Id, int ProtocolVersion, string LibraryVersion, string CpuVariant) : EngineReply(Id)
{
    /// <summary>What the engine found when it looked around before it did anything; null from one that does not look.</summary>
    public EngineShelter? Shelter { get; init; }
}

public sealed record Heartbeat(int Id) : EngineReply(Id);

public sealed record LogWritten(int Id, EngineLogLine Line) : EngineReply(Id);

public sealed record LoadProgressed(int Id, LoadProgress Progress) : EngineReply(Id);

public sealed record ModelLoaded(int Id, LoadedModel Model) : EngineReply(Id);

public sealed record PromptCounted(int Id, PromptCount Count) : EngineReply(Id);

public sealed record GenerationProgressed(int Id, GenerationUpdate Update) : EngineReply(Id);

public sealed record ResponseGenerated(int Id, GenerationResult Result) : EngineReply(Id);

/// <summary>All rows were sent.</summary>
public sealed record ResponseEvaluated(int Id, int PromptTokens, int Rows) : EngineReply(Id);

public sealed record TextTokenized(int Id, TokenizeResult Result) : EngineReply(Id);

public sealed record VocabularyRead(int Id, VocabularyPage Page) : EngineReply(Id);

/// <summary>The request failed; the engine itself lives on unless the greeting failed.</summary>
public sealed record RequestFailed(int Id, EngineFailureKind Kind, string Message) : EngineReply(Id)
{
    public int PromptTokens { get; init; }
    public int ContextTokens { get; init; }
    public long NeededBytes { get; init; }
    public long AvailableBytes { get; init; }
}
