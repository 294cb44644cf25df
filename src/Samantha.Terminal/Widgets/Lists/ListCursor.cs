namespace Samantha.Terminal.Widgets.Lists;

/// <summary>
/// Which of a number of rows is selected and which part of them is on the screen. Shared by list, table and tree. Pure: knows
/// numbers only.
/// </summary>
public sealed class ListCursor
{
    public int Count { get; private set; }

    /// <summary>Rows that fit on the screen.</summary>
    public int PageRows { get; private set; } = 1;

    /// <summary>-1 only when there are no rows.</summary>
    public int Selected { get; private set; } = -1;

    /// <summary>The first row on the screen.</summary>
    public int Top { get; private set; }

    /// <summary>Another number of rows or another height; the selection stays where it can.</summary>
    public void Resize(int count, int pageRows)
    {
        bool pageChanged = pageRows != PageRows;
        Count = Math.Max(0, count);
        PageRows = Math.Max(1, pageRows);
        Selected = Count == 0 ? -1 : Math.Clamp(Selected, 0, Count - 1);
        if (pageChanged)
        {
            Reveal();
        }

        KeepInside();
    }

    public void Select(int index)
    {
        Selected = Count == 0 ? -1 : Math.Clamp(index, 0, Count - 1);
        Reveal();
    }

    public void Move(int rows) => Select((int)Math.Clamp((long)Selected + rows, 0, int.MaxValue));

    public void MovePages(int pages) => Move(pages * Math.Max(1, PageRows - 1));

    public void First() => Select(0);

    public void Last() => Select(Count - 1);

    /// <summary>Moves the view only, as the mouse wheel does.</summary>
    public void Scroll(int rows)
    {
        Top += rows;
        KeepInside();
    }

    private void Reveal()
    {
        if (Selected >= 0)
        {
            Top = Math.Clamp(Top, Selected - PageRows + 1, Selected);
        }

        KeepInside();
    }

    private void KeepInside() => Top = Math.Clamp(Top, 0, Math.Max(0, Count - PageRows));
}
