using Samantha.Actors.Resuming;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;
using Samantha.Host.Composition;

namespace Samantha.Host.ChainInput;

/// <summary>Reads the file that a session's chain came from as a run without options would.</summary>
internal static class ChainRereading
{
    public static ChainReading Read(HostServices services, ChainSource source)
    {
        if (!File.Exists(source.Path))
        {
            return new ChainReading(null, IsGone: true);
        }

        try
        {
            var named = new NamedFiles(new PdfFiles(services, isCopyAllowed: false));
            LoadedChain loaded = ChainLoader.Load(services, source.Path, _ => new ChainOptions(), named, source.Encoding);
            return loaded.CanRun
                ? new ChainReading(loaded.Chain)
                : new ChainReading(null, loaded.Errors.FirstOrDefault() is { } error
                    ? DiagnosticText.WithoutSeverity(error)
                    : "it cannot run");
        }
        catch (CommandFailure e)
        {
            return new ChainReading(null, e.Message);
        }
    }
}
