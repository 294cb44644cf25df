using Samantha.Chains.Settings;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// One model of a chain. Model is what the user wrote: a file, a name in the models folder or an https URL. Name is what screens
/// and transcripts show; the same file may come twice under two names with other settings. Engine null = the chain's.
/// </summary>
public sealed record ModelEntry(string Model, string Name, HyperparameterOverrides Hyperparameters, EngineSettings? Engine = null)
{
    /// <summary>An entry without settings of its own, named after its file.</summary>
    public static ModelEntry Of(string model) => new(model, NameOf(model), HyperparameterOverrides.None);

    /// <summary>The last part of the path or URL without .gguf and without a query.</summary>
    public static string NameOf(string model)
    {
        var path = model.Split('?', '#')[0].TrimEnd('/', '\\');
        var name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        if (name.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase))
        {
            name = name[..^5];
        }

        return name.Length > 0 ? name : model;
    }
}
