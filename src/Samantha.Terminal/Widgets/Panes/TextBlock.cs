using System.Collections.Immutable;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Painting;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Panes;

/// <summary>Styled lines that are only shown, wrapped to the place; what does not fit below is left out. Takes no keys.</summary>
public sealed class TextBlock : Widget
{
    public TextBlock(WidgetKit kit, params ImmutableArray<StyledLine> lines)
        : base(kit)
    {
        Lines = lines;
    }

    public ImmutableArray<StyledLine> Lines { get; set; }

    /// <summary>Plain text in one role, a line for each line.</summary>
    public void Set(string text, ThemeRole role = ThemeRole.Text) =>
        Lines = [.. text.Split('\n').Select(line => role == ThemeRole.Text ? StyledLine.Plain(line) : StyledLine.In(role, line))];

    /// <summary>Rows that the text takes at a width.</summary>
    public int RowsAt(int widthCells) => Lines.Sum(line => SoftWrap.RowStarts(line.Text, widthCells).Length);

    public override void Draw(Canvas canvas)
    {
        int y = 0;
        foreach (var line in Lines)
        {
            int[] starts = SoftWrap.RowStarts(line.Text, canvas.Width);
            for (int row = 0; row < starts.Length && y < canvas.Height; row++, y++)
            {
                int end = row + 1 < starts.Length ? starts[row + 1] : line.Text.Length;
                RowPainter.Draw(canvas, 0, y, line.Text, (starts[row], end), line.Spans, Look(canvas, ThemeRole.Text), Backdrop);
            }
        }
    }
}
