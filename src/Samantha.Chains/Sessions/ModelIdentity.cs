using System.Globalization;

namespace Samantha.Chains.Sessions;

/// <summary>
/// A model as a session first met it: by its file's size, time of change and content, and by its chat template. What is not known
/// is null or empty.
/// </summary>
public sealed record ModelIdentity(
    string Model, string Path, long FileBytes, DateTimeOffset? FileChangedUtc = null, string? Sha256 = null,
    string TemplateSha256 = "")
{
    private const int ShownDigits = 12;

    /// <summary>What a load shows to be another model than this one; null when nothing does.</summary>
    public string? DifferenceFrom(ModelLoaded loaded)
    {
        if (loaded.FileBytes != FileBytes)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"the file of {Model} is another one: {FileBytes} bytes -> {loaded.FileBytes} bytes");
        }

        return loaded.Receipt is { TemplateSha256.Length: > 0 } receipt && TemplateSha256.Length > 0
            && receipt.TemplateSha256 != TemplateSha256
                ? $"the chat template of {Model} is another one: SHA-256 {Short(TemplateSha256)} -> {Short(receipt.TemplateSha256)}"
                : null;
    }

    /// <summary>What the content of its file shows to be another one; null when it is the same or was not known.</summary>
    public string? DifferenceFrom(string sha256) => Sha256 is { } before && before != sha256
        ? $"the file of {Model} has other content: SHA-256 {Short(before)} -> {Short(sha256)}"
        : null;

    internal static ModelIdentity Of(ModelLoaded loaded) => new(
        loaded.Model, loaded.Path, loaded.FileBytes, loaded.FileChangedUtc,
        TemplateSha256: loaded.Receipt?.TemplateSha256 ?? "");

    private static string Short(string hash) => hash.Length <= ShownDigits ? hash : hash[..ShownDigits] + "…";
}
