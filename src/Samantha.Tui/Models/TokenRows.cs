using System.Collections.Immutable;
using System.Globalization;
using Samantha.Engine.Protocol;
using Samantha.Terminal.Widgets.Tables;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Models;

/// <summary>Tokens as rows of a table. White space is made visible by quotes. Pure.</summary>
internal static class TokenRows
{
    public static ImmutableArray<TableColumn> Columns(TextCatalog texts) =>
    [
        new(texts["models.token-id"], AlignRight: true, LeastCells: 6, CanSort: false),
        new(texts["models.token-text"], LeastCells: 12, CanSort: false),
        new(texts["models.token-kind"], LeastCells: 6, CanSort: false),
        new(texts["models.token-bytes"], LeastCells: 6, CanSort: false),
    ];

    public static ImmutableArray<TableRow> Of(TextCatalog texts, IEnumerable<VocabularyToken> tokens) =>
    [
        .. tokens.Select((token, index) => TableRow.Of(
            index.ToString(CultureInfo.InvariantCulture), token.Id.ToString(CultureInfo.InvariantCulture), $"'{token.Text}'",
            KindOf(texts, token.Kind), token.Bytes)),
    ];

    public static string KindOf(TextCatalog texts, VocabularyTokenKind kind) => texts["models.kind." + KindOf(kind)];

    private static string KindOf(VocabularyTokenKind kind) => kind switch
    {
        VocabularyTokenKind.Control => "control",
        VocabularyTokenKind.UserDefined => "user",
        VocabularyTokenKind.Byte => "byte",
        VocabularyTokenKind.Unknown => "unknown",
        VocabularyTokenKind.Unused => "unused",
        _ => "normal",
    };
}
