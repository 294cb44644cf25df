using System.Collections.Immutable;

namespace Samantha.Exports;

/// <summary>
/// What an export holds, and what could not be put into it. MissingFiles: produced files that are gone or differ from what the
/// journal says of them (the first hundred).
/// </summary>
public sealed record ExportResult(
    long Records, long Steps, long UnknownRecords, string? Damage, ImmutableArray<string> MissingFiles);
