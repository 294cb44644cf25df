using System.Text.Json.Nodes;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// Lays what a command line once changed in a chain file over the file as it is now: settings that differed from the file then
/// keep their values, everything else is as the file has it now. Lists are taken as a whole. Pure.
/// </summary>
public static class ChainRebase
{
    /// <param name="fileThen">What the file alone said.</param>
    /// <param name="recorded">The session's chain: the file with the options of that time.</param>
    /// <param name="fileNow">What the file alone says now.</param>
    public static ChainDefinition Of(ChainDefinition fileThen, ChainDefinition recorded, ChainDefinition fileNow) =>
        ChainJson.Deserialize(Merge(Json(fileThen), Json(recorded), Json(fileNow))!.ToJsonString(ChainJson.Options));

    private static JsonNode Json(ChainDefinition chain) => JsonNode.Parse(ChainJson.Serialize(chain))!;

    private static JsonNode? Merge(JsonNode? then, JsonNode? recorded, JsonNode? now)
    {
        if (JsonNode.DeepEquals(then, recorded))
        {
            return now?.DeepClone();
        }

        if (then is not JsonObject before || recorded is not JsonObject kept || now is not JsonObject after)
        {
            return recorded?.DeepClone();
        }

        var merged = new JsonObject();
        foreach (var name in after.Select(member => member.Key).Union(kept.Select(member => member.Key)))
        {
            bool isSame = before.ContainsKey(name) == kept.ContainsKey(name) && JsonNode.DeepEquals(before[name], kept[name]);
            if (isSame ? after.ContainsKey(name) : kept.ContainsKey(name))
            {
                merged[name] = isSame ? after[name]?.DeepClone() : Merge(before[name], kept[name], after[name]);
            }
        }

        return merged;
    }
}
