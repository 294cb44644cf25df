using System.Text;
using Samantha.Chains.Text;

namespace Samantha.Host.Terminal;

/// <summary>
/// The two streams of the program: data on <see cref="Out"/>, notes and errors on <see cref="Error"/>. Writes raw streams, so the
/// runtime's own console never changes the terminal's modes. Whoever writes text from outside sanitises it first; notes do it
/// here.
/// </summary>
internal sealed class HostConsole : IDisposable
{
    private const int BufferChars = 16 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public HostConsole(TerminalFacts facts)
        : this(facts, Open(OutputStream.Open(), autoFlush: false), Open(Console.OpenStandardError(), autoFlush: true))
    {
    }

    public HostConsole(TerminalFacts facts, TextWriter output, TextWriter error)
    {
        Facts = facts;
        Out = output;
        Error = error;
        OutInk = new Ink(facts.Colour && facts.OutIsTerminal);
        ErrorInk = new Ink(facts.Colour && facts.ErrorIsTerminal);
    }

    public TerminalFacts Facts { get; }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public Ink OutInk { get; }

    public Ink ErrorInk { get; }

    /// <summary>A line of information on standard error.</summary>
    public void Note(string text) => Error.WriteLine($"samantha: {TerminalSanitizer.SanitizeLine(text)}");

    public void Warning(string text) =>
        Error.WriteLine($"samantha: {ErrorInk.Yellow("warning:")} {TerminalSanitizer.SanitizeLine(text)}");

    /// <summary>What is wrong, and on a line of its own what to do next.</summary>
    public void Failure(string text, string? advice)
    {
        Error.WriteLine($"samantha: {ErrorInk.Red("error:")} {TerminalSanitizer.SanitizeLine(text)}");
        if (advice is not null)
        {
            Error.WriteLine($"  {TerminalSanitizer.SanitizeLine(advice)}");
        }
    }

    public void Dispose()
    {
        // Flushing can fail when the reader of a pipe has gone; there is nobody left to tell.
        try
        {
            Out.Flush();
            Error.Flush();
        }
        catch (Exception e) when (e is IOException or OutputClosedException)
        {
        }
    }

    // The writers are never closed: the streams are the process's own.
    private static StreamWriter Open(Stream stream, bool autoFlush) =>
        new(stream, Utf8, BufferChars, leaveOpen: true) { AutoFlush = autoFlush, NewLine = "\n" };
}
