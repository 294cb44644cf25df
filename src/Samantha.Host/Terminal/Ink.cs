namespace Samantha.Host.Terminal;

/// <summary>Colours for one stream, or plain text where there are none. Meaning never hangs on a colour alone.</summary>
internal sealed class Ink
{
    private readonly bool _on;

    public Ink(bool on) => _on = on;

    public string Bold(string text) => Paint("1", text);

    public string Dim(string text) => Paint("2", text);

    public string Red(string text) => Paint("31", text);

    public string Yellow(string text) => Paint("33", text);

    public string Green(string text) => Paint("32", text);

    public string Cyan(string text) => Paint("36", text);

    private string Paint(string code, string text) => _on && text.Length > 0 ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
