using System.Collections.Immutable;

namespace Samantha.Actors.Models;

/// <summary>
/// Pure memory of which model files ended their engine. A file that does it <see cref="CrashesMax"/> times without one
/// completed job in between is under quarantine: it is refused until the file changes or the program starts again.
/// </summary>
public sealed record CrashRecord(ImmutableDictionary<ModelFileIdentity, int> Crashes)
{
    /// <summary>One crash can be the machine's fault (a kill, no memory); the second one is the file's.</summary>
    public const int CrashesMax = 2;

    public static CrashRecord Empty { get; } = new(ImmutableDictionary<ModelFileIdentity, int>.Empty);

    public bool IsQuarantined(ModelFileIdentity file) => Crashes.GetValueOrDefault(file) >= CrashesMax;

    public CrashRecord AfterCrash(ModelFileIdentity file) =>
        this with { Crashes = Crashes.SetItem(file, Crashes.GetValueOrDefault(file) + 1) };

    public CrashRecord AfterSuccess(ModelFileIdentity file) =>
        IsQuarantined(file) ? this : this with { Crashes = Crashes.Remove(file) };
}
