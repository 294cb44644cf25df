using System.Collections.Immutable;
using Samantha.Actors.ModelFiles;
using Samantha.Terminal.Widgets.Tables;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Models;

/// <summary>What a model file says of itself as rows of a table. Pure.</summary>
internal static class ModelRows
{
    private const int ValueCharsMax = 1_000;

    public static ImmutableArray<TableRow> Metadata(CatalogModel model) => model.File is not { } file ? [] :
    [
        .. file.Metadata.Select((pair, index) =>
            TableRow.Of($"{index}", pair.Key, OneLine.Of(pair.Value.ToString() ?? "", ValueCharsMax))),
    ];
}
