namespace Samantha.Exports.Tests.Support;

/// <summary>An export as text, and what was said of it.</summary>
internal static class Rendered
{
    public static string Text(ExportSource source, ExportFormat format, ExportOptions? options = null) =>
        Write(source, format, options).Text;

    public static (string Text, ExportResult Result) Write(ExportSource source, ExportFormat format,
        ExportOptions? options = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var result = SessionExport.Write(format, source, options ?? ExportOptions.Default, output);
        return (output.ToString(), result);
    }

    /// <summary>The page of a session with one step that got this response.</summary>
    public static string Page(string response, string prompt = "Hello") => Text(
        new EventScript().Step(EventScript.At(1), prompt, response).Finish().Source, ExportFormat.Html);
}
