namespace Samantha.Sandbox.Tests.Support;

/// <summary>Finds processes of this machine by a mark in their command line, to see that none is left.</summary>
internal static class ProcessMarks
{
    public static int Count(string mark)
    {
        int count = 0;
        foreach (string folder in Directory.EnumerateDirectories("/proc").Where(f => char.IsAsciiDigit(Path.GetFileName(f)[0])))
        {
            try
            {
                count += File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(mark, StringComparison.Ordinal) ? 1 : 0;
            }
            catch (IOException)
            {
                // It ended while we looked.
            }
        }

        return count;
    }

    public static async Task<bool> BecomesAsync(string mark, Func<int, bool> condition, int ms)
    {
        long end = Environment.TickCount64 + ms;
        while (!condition(Count(mark)))
        {
            if (Environment.TickCount64 > end)
            {
                return false;
            }

            await Task.Delay(20);
        }

        return true;
    }
}
