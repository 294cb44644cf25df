using System.Collections.Immutable;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Devices;

namespace Samantha.Pictures;

/// <summary>What a terminal showed at one moment: its cells, row by row. Does not change.</summary>
internal sealed record Frame(int Width, int Height, ImmutableArray<Cell> Cells)
{
    public static Frame Of(MemoryTerminal terminal)
    {
        TerminalSize size = terminal.Size;
        var cells = ImmutableArray.CreateBuilder<Cell>(size.Width * size.Height);
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                cells.Add(terminal.CellAt(x, y));
            }
        }

        return new Frame(size.Width, size.Height, cells.MoveToImmutable());
    }

    public Cell At(int x, int y) => Cells[(y * Width) + x];
}
