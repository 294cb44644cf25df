using Samantha.Engine.Gguf;

namespace Samantha.Actors.ModelFiles;

/// <summary>A model file and what its header says, or why it is none. Exactly one of the two is set.</summary>
public sealed record CatalogModel(ModelFileEntry Entry, GgufFile? File, GgufException? Problem);
