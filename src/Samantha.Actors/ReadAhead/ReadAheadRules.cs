namespace Samantha.Actors.ReadAhead;

/// <summary>Decides whether the next model's file is read into the page cache while another model works. Pure.</summary>
public static class ReadAheadRules
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>Smaller files are read within the time that an engine takes to start.</summary>
    public const long FileBytesMin = 16 * Mebibyte;

    /// <summary>What stays for everything else that runs on the machine.</summary>
    public const long ReserveBytes = 512 * Mebibyte;

    private const double InMemoryShare = 0.99;

    public static ReadAheadVerdict Decide(ReadAheadFacts facts)
    {
        if (facts.IsOnMemoryDisk)
        {
            return ReadAheadVerdict.OnMemoryDisk;
        }

        if (facts.FileBytes < FileBytesMin)
        {
            return ReadAheadVerdict.TooSmall;
        }

        if (facts.ShareInMemory >= InMemoryShare)
        {
            return ReadAheadVerdict.InMemory;
        }

        // What is available does not shrink by what we read: pages that can be given back still count. So the whole file must fit
        // beside the loaded one, at every look.
        return facts.AvailableBytes - facts.LoadedBytes - ReserveBytes >= facts.FileBytes
            ? ReadAheadVerdict.Read
            : ReadAheadVerdict.NoRoom;
    }
}
