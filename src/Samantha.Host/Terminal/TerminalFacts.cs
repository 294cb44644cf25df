namespace Samantha.Host.Terminal;

/// <summary>What may be written where, decided once at the start from the streams, the environment and --no-color.</summary>
/// <param name="OutIsTerminal">Standard output is a terminal that understands control sequences.</param>
/// <param name="ErrorIsTerminal">The same for standard error.</param>
/// <param name="Colour">Colours are wanted where there is a terminal.</param>
internal sealed record TerminalFacts(bool OutIsTerminal, bool ErrorIsTerminal, bool Colour)
{
    /// <summary>Assumed where no terminal tells its width.</summary>
    public const int DefaultColumns = 100;

    /// <summary>NO_COLOR (any value but empty) turns colours off; TERM=dumb turns every control sequence off.</summary>
    public static TerminalFacts Detect(bool noColorOption)
    {
        bool dumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        bool noColor = noColorOption || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new TerminalFacts(!Console.IsOutputRedirected && !dumb, !Console.IsErrorRedirected && !dumb, !noColor);
    }

    /// <summary>Columns of the terminal now; it may have been resized since the last call.</summary>
    public int Columns()
    {
        if (!OutIsTerminal && !ErrorIsTerminal)
        {
            return DefaultColumns;
        }

        try
        {
            int columns = Console.WindowWidth;
            return columns > 0 ? columns : DefaultColumns;
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return DefaultColumns;
        }
    }
}
