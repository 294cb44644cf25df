using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Samantha.Actors.Journal;

/// <summary>
/// The checksum that ties each record to all before it: SHA-256 over the previous checksum and the record's fields. Part of the
/// file format: it may never change for version 1. It finds accidents and careless edits; it is no signature.
/// </summary>
internal static class RecordChain
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>Stands before the first record, so that records of another session do not fit.</summary>
    public static byte[] Start(string sessionId) => SHA256.HashData(Encoding.UTF8.GetBytes($"samantha journal 1\n{sessionId}"));

    public static byte[] Next(ReadOnlySpan<byte> previous, JournalRecord record)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] type = Encoding.UTF8.GetBytes(record.Type);
        Span<byte> numbers = stackalloc byte[20];
        BinaryPrimitives.WriteInt64BigEndian(numbers, record.Sequence);
        BinaryPrimitives.WriteInt64BigEndian(numbers[8..], record.AtUtc.UtcTicks);
        BinaryPrimitives.WriteInt32BigEndian(numbers[16..], type.Length);
        hash.AppendData(previous);
        hash.AppendData(numbers);
        hash.AppendData(type);
        hash.AppendData(Encoding.UTF8.GetBytes(record.Json));
        return hash.GetHashAndReset();
    }

    public static string FormatTime(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static bool TryParseTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            text,
            TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out time);
}
