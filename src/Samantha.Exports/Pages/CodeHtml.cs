namespace Samantha.Exports.Pages;

/// <summary>A block of code as HTML, in colours when it is Python.</summary>
internal static class CodeHtml
{
    private static readonly string[] s_python = ["python", "py", "python3"];

    public static string Block(string code, string language)
    {
        var isPython = s_python.Contains(language);
        var inner = isPython ? PythonColours.Highlight(code) : HtmlText.Escape(code);
        var label = language.Length > 0 ? $"<span class=\"lang\">{HtmlText.Escape(language)}</span>" : "";
        return $"<div class=\"code\">{label}<pre><code>{inner}</code></pre></div>";
    }
}
