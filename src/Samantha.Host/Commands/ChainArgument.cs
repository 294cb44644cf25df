using System.CommandLine;
using Samantha.Host.ChainInput;
using Samantha.Host.Composition;

namespace Samantha.Host.Commands;

/// <summary>The chain argument of run and check, and the chain that it and the options make together.</summary>
internal static class ChainArgument
{
    public static Argument<string?> Create() => new("chain")
    {
        HelpName = "CHAIN|FILE.txt",
        Description = "A chain file, or a prompt list as a .txt file. Left out: the options are the chain.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static LoadedChain Load(HostServices services, Argument<string?> argument, ChainOptionSet options, ParseResult given)
    {
        var reader = new ChainOptionReader(options, given, services);
        string? chain = given.GetValue(argument);
        if (chain is null && !reader.HasPrompts)
        {
            throw CommandFailure.BadInput(
                "there is nothing to ask: name a chain file, or give --prompt, --prompts or --pdf",
                "Try: samantha run hocon/chains/first.conf");
        }

        return ChainLoader.Load(services, chain, reader.Read, new NamedFiles(reader.Pdf), reader.Encoding);
    }
}
