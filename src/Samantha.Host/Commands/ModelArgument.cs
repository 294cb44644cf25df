using System.CommandLine;
using Samantha.Actors.ModelFiles;
using Samantha.Host.Composition;

namespace Samantha.Host.Commands;

/// <summary>The argument that names one model, and the file behind it.</summary>
internal static class ModelArgument
{
    public static Argument<string> Create() => new("model")
    {
        HelpName = "MODEL",
        Description = "A .gguf file, or a name from the models folders.",
        Arity = ArgumentArity.ExactlyOne,
    };

    public static ResolvedModel Resolve(HostServices services, string reference)
    {
        ResolvedModel resolved = services.Resolver.Resolve(reference);
        return resolved.NeedsDownload
            ? throw CommandFailure.BadInput($"{reference} is not downloaded yet", "A run downloads it: samantha run -m URL ...")
            : resolved;
    }
}
