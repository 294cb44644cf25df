using System.Collections.Immutable;
using Samantha.Actors.ModelFiles;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Sessions;
using Samantha.Host.Composition;

namespace Samantha.Host.ChainInput;

/// <summary>
/// Reads the chain that a command names (a chain file, a TXT prompt list, or none) and lays the options over it. Model paths
/// become absolute here, because a session may be resumed from another folder. It runs nothing and loads no model.
/// </summary>
internal static class ChainLoader
{
    /// <param name="services">Where models and examples are.</param>
    /// <param name="argument">A chain file or a prompt list; null: the options are the chain.</param>
    /// <param name="read">The options, given the chain file that they are laid over.</param>
    /// <param name="named">Reads what the chain file names.</param>
    /// <param name="encoding">What the chain file or prompt list is written in, if the user said so.</param>
    public static LoadedChain Load(
        HostServices services,
        string? argument,
        Func<ChainDefinition?, ChainOptions> read,
        NamedFiles named,
        TextFileEncoding encoding)
    {
        ChainFileResult file = argument is null ? new ChainFileResult(null, []) : ReadFile(services, argument, named, encoding);
        string source = argument ?? "options";
        if (argument is not null && file.Chain is null)
        {
            return new LoadedChain(source, null, file.Diagnostics, CanRun: false);
        }

        ChainOptions options = read(file.Chain);
        bool replacesPrompts = options.PromptList is not null || options.PromptText is not null || options.Prompts is not null;
        string folder = argument is null ? Environment.CurrentDirectory : Path.GetDirectoryName(Path.GetFullPath(argument))!;
        ChainDefinition? below = file.Chain is null ? null : WithPaths(file.Chain, services, folder);
        ChainDefinition chain = Complete(options.ApplyTo(below), services, argument);
        ImmutableArray<Diagnostic> checks = ChainCheck.Of(chain, source);
        IEnumerable<Diagnostic> prompts = replacesPrompts || file.Chain is null ? chain.Prompts.Diagnostics : [];
        ImmutableArray<Diagnostic> all = [.. file.Diagnostics.Concat(prompts).Concat(checks).Distinct()];
        return new LoadedChain(source, chain, all, CanRun: !checks.Any(c => c.IsError) && !chain.Prompts.Items.IsEmpty)
        {
            File = argument is null || below is null
                ? null
                : SourceOf(argument, Complete(below, services, argument), chain, encoding),
        };
    }

    // Options that change nothing leave nothing to remember.
    private static ChainSource SourceOf(string argument, ChainDefinition alone, ChainDefinition chain, TextFileEncoding encoding)
    {
        string text = ChainJson.Serialize(alone);
        return new ChainSource(
            Path.GetFullPath(argument), text == ChainJson.Serialize(chain) ? null : text, encoding);
    }

    private static ChainDefinition Complete(ChainDefinition chain, HostServices services, string? argument)
    {
        if (chain.Models.IsEmpty)
        {
            chain = chain with { Models = [ModelEntry.Of(services.Settings.DefaultModel)] };
        }

        return WithPaths(WithName(chain, argument), services, Environment.CurrentDirectory);
    }

    private static ChainFileResult ReadFile(
        HostServices services, string argument, NamedFiles named, TextFileEncoding encoding)
    {
        FileText file = TextFiles.Read(argument, encoding);
        if (file.Text is null)
        {
            throw CommandFailure.BadInput($"{argument} cannot be read: {file.Problem}", Suggest(services.Home, argument));
        }

        if (Path.GetExtension(argument).Equals(".txt", StringComparison.OrdinalIgnoreCase))
        {
            ChainDefinition chain = ChainDefinition.FromPromptText(file.Text, argument) with { Name = "" };
            return new ChainFileResult(chain, chain.Prompts.Diagnostics);
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(argument))!;
        return ChainFileReader.Read(file.Text, argument, named.Below(folder));
    }

    private static ChainDefinition WithName(ChainDefinition chain, string? argument)
    {
        if (chain.Name.Length > 0)
        {
            return chain;
        }

        string name = argument is null ? chain.Models[0].Name : Path.GetFileNameWithoutExtension(argument);
        return chain with { Name = name };
    }

    // A name stays a name: the models folder may move. A path is fixed now.
    private static ChainDefinition WithPaths(ChainDefinition chain, HostServices services, string folder) =>
        chain with { Models = [.. chain.Models.Select(entry => WithPath(entry, services, folder))] };

    private static ModelEntry WithPath(ModelEntry entry, HostServices services, string folder)
    {
        bool isPath = entry.Model.AsSpan().ContainsAny('/', '\\') || File.Exists(Path.Combine(folder, entry.Model));
        if (!isPath || entry.Model.Contains("://", StringComparison.Ordinal) || Path.IsPathRooted(entry.Model))
        {
            return entry;
        }

        try
        {
            ResolvedModel resolved = services.Resolver.Resolve(entry.Model, folder);
            return entry with { Model = resolved.Path };
        }
        catch (ModelNotFoundException)
        {
            return entry; // Told where models are looked at: check names it, run fails the step by name.
        }
    }

    private static string? Suggest(string home, string argument)
    {
        string chains = Path.Combine(home, "hocon", "chains");
        string name = Path.GetFileNameWithoutExtension(argument);
        string candidate = Path.Combine(chains, name + ".conf");
        return name.Length > 0 && File.Exists(candidate)
            ? $"There is an example chain of that name: {Path.GetRelativePath(Environment.CurrentDirectory, candidate)}"
            : $"The example chains are in {Path.GetRelativePath(Environment.CurrentDirectory, chains)}.";
    }
}
