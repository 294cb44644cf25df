using System.Collections.Immutable;
using System.Globalization;
using Samantha.Engine.Protocol;
using Samantha.Host.Terminal;

namespace Samantha.Host.Inspection;

/// <summary>Tokens as lines: number, kind, bytes, text. White space is made visible by quotes.</summary>
internal static class TokenLines
{
    public static void Write(HostConsole console, ImmutableArray<VocabularyToken> tokens, bool asJson)
    {
        if (asJson)
        {
            foreach (VocabularyToken token in tokens)
            {
                JsonLine.Write(console.Out, json =>
                {
                    json.WriteNumber("id", token.Id);
                    json.WriteString("kind", NameOf(token.Kind));
                    json.WriteString("bytes", token.Bytes);
                    json.WriteString("text", token.Text);
                });
            }

            return;
        }

        var table = new TextTable(">ID", "KIND", "BYTES", "TEXT");
        foreach (VocabularyToken token in tokens)
        {
            table.Add(token.Id.ToString(CultureInfo.InvariantCulture), NameOf(token.Kind), token.Bytes, $"'{token.Text}'");
        }

        table.WriteTo(console);
    }

    private static string NameOf(VocabularyTokenKind kind) => kind switch
    {
        VocabularyTokenKind.UserDefined => "user-defined",
        VocabularyTokenKind.Control => "control",
        VocabularyTokenKind.Byte => "byte",
        VocabularyTokenKind.Unknown => "unknown",
        VocabularyTokenKind.Unused => "unused",
        _ => "normal",
    };
}
