namespace Samantha.Engine.Protocol;

/// <summary>The phases of a load, in order.</summary>
public enum LoadPhase
{
    /// <summary>The header is checked and the memory is forecast.</summary>
    Checking,

    /// <summary>The file is read into the page cache (only a file that is not there yet takes time).</summary>
    Reading,

    /// <summary>The library builds the vocabulary and takes the weights over.</summary>
    Loading,

    /// <summary>The context window (KV cache, compute buffers) is allocated.</summary>
    Allocating,
}
