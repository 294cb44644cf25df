namespace Samantha.Engine.Native;

/// <summary>How a call of the decoder ended.</summary>
internal enum DecodeStatus
{
    Done,

    /// <summary>The abort flag was set; what the call had evaluated is to be thrown away.</summary>
    Aborted,

    /// <summary>The KV cache has no room for the batch.</summary>
    Full,

    Failed,
}
