namespace Samantha.Actors.ReadAhead;

/// <summary>Whether a model's file is read ahead, or why not.</summary>
public enum ReadAheadVerdict
{
    Read,

    /// <summary>It is in the page cache already.</summary>
    InMemory,

    /// <summary>Its disk is memory.</summary>
    OnMemoryDisk,

    /// <summary>It is read in a blink when it is wanted.</summary>
    TooSmall,

    /// <summary>It would push out the model that works, or what other programs need.</summary>
    NoRoom,
}
