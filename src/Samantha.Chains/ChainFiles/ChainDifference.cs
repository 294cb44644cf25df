using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Samantha.Chains.Settings;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// Tells a person how one chain differs from another, setting by setting, for a session that must not go on silently changed.
/// </summary>
public static class ChainDifference
{
    /// <summary>More lines than this help nobody.</summary>
    private const int LinesMax = 50;

    /// <summary>Lines such as "loops: 2 -> 3" and "prompts 2 text: … -> …"; empty when both do the same.</summary>
    public static ImmutableArray<string> Describe(ChainDefinition before, ChainDefinition after)
    {
        var left = Flatten(before);
        var right = Flatten(after);
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var name in left.Keys.Union(right.Keys))
        {
            var was = left.GetValueOrDefault(name, "(none)");
            var now = right.GetValueOrDefault(name, "(none)");
            if (was == now)
            {
                continue;
            }

            if (lines.Count == LinesMax)
            {
                lines.Add("… and more.");
                break;
            }

            lines.Add($"{name}: {Excerpt(was, now)} -> {Excerpt(now, was)}");
        }

        return lines.ToImmutable();
    }

    private static Dictionary<string, string> Flatten(ChainDefinition chain)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var canonical = ChainFingerprint.Canonical(chain);
        for (var index = 0; index < canonical.Prompts.Count; index++)
        {
            var item = canonical.Prompts.Items[index];
            found[$"prompts {index + 1} text"] = item.Text;
            if (item.Number != index + 1)
            {
                found[$"prompts {index + 1} number"] = item.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            foreach (var key in HyperparameterTable.Keys)
            {
                if (key.GetOverride(item.Overrides) is { } value)
                {
                    found[$"prompts {index + 1} {key.Name}"] = HyperparameterKey.FormatValue(value);
                }
            }

            if (item.Problem is not null || item.Kind != Prompts.PromptKind.Ordinary || item.UsesFullText || item.UsesPartialText)
            {
                var kinds = string.Join(" ", item.Parts.Select(part => part.Kind));
                found[$"prompts {index + 1} kind"] = $"{item.Kind}, {kinds}{(item.Problem is null ? "" : ", " + item.Problem)}";
            }
        }

        var json = JsonNode.Parse(ChainJson.Serialize(canonical))!.AsObject();
        json.Remove("prompts");
        Collect(json, "", found);
        return found;
    }

    private static void Collect(JsonNode? node, string path, Dictionary<string, string> found)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    Collect(value, path.Length == 0 ? name : $"{path} {name}", found);
                }

                break;
            case JsonArray items:
                for (var index = 0; index < items.Count; index++)
                {
                    Collect(items[index], $"{path} {index + 1}", found);
                }

                break;
            default:
                found[path] = node is null ? "off" : node.ToString();
                break;
        }
    }

    // Long texts are shown from shortly before the place where they differ.
    private static string Excerpt(string text, string other)
    {
        const int Shown = 60;
        if (text.Length <= Shown)
        {
            return text.Length == 0 ? "(empty)" : text.Replace("\n", "\\n", StringComparison.Ordinal);
        }

        var same = 0;
        while (same < text.Length && same < other.Length && text[same] == other[same])
        {
            same++;
        }

        var start = Math.Clamp(same - 10, 0, text.Length - Shown);
        var end = start + Shown < text.Length ? "…" : "";
        var excerpt = text.Substring(start, Shown).Replace("\n", "\\n", StringComparison.Ordinal);
        return (start > 0 ? "…" : "") + excerpt + end;
    }
}
