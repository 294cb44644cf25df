namespace Samantha.Chains.ChainFiles;

/// <summary>What a chain declares about the bytes of a text file. A byte order mark in the file always wins.</summary>
public enum TextFileEncoding
{
    /// <summary>By the byte order mark; UTF-8 without one.</summary>
    Auto,
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,

    /// <summary>Windows-1252, which is what files called Latin-1 hold.</summary>
    Latin1,
}
