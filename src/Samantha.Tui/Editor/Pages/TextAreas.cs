using Samantha.Terminal.Widgets.Editing;

namespace Samantha.Tui.Editor.Pages;

/// <summary>Puts a text into a text area so that the cursor stays where the change is.</summary>
internal static class TextAreas
{
    public static void Put(TextArea area, string text)
    {
        string before = area.Text;
        if (before == text)
        {
            return;
        }

        int most = Math.Min(before.Length, text.Length);
        int start = before.AsSpan().CommonPrefixLength(text);
        int end = 0;
        while (end < most - start && before[^(end + 1)] == text[^(end + 1)])
        {
            end++;
        }

        area.Text = text;

        // Another text altogether is read from its beginning.
        int caret = start == 0 && end == 0 ? 0 : text.Length - end;
        area.State.MoveTo(area.State.Document.PositionAt(caret), select: false);
    }
}
