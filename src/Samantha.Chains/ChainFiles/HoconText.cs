using Samantha.Hocon;

namespace Samantha.Chains.ChainFiles;

/// <summary>Writes a parsed value as text again, on one line. Comments and the way it was written are not in it.</summary>
internal static class HoconText
{
    public static string Of(HoconNode node) => node switch
    {
        HoconScalar scalar => Scalar(scalar),
        HoconArray list => "[" + string.Join(", ", list.Items.Select(Of)) + "]",
        HoconObject block => "{ " + string.Join(", ", block.Members.Select(member => $"{Key(member.Key)} = {Of(member.Value)}"))
            + " }",
        _ => throw new ArgumentException($"{node.Kind} cannot be written.", nameof(node)),
    };

    private static string Scalar(HoconScalar scalar) =>
        !scalar.WasQuoted && IsWord(scalar.Text) ? scalar.Text : ChainValueText.Quoted(scalar.Text);

    private static string Key(string key) => IsWord(key) && !key.Contains('.', StringComparison.Ordinal)
        ? key
        : ChainValueText.Quoted(key);

    private static bool IsWord(string text) =>
        text.Length > 0 && text.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.');
}
