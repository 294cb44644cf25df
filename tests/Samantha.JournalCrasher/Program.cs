using System.Globalization;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;

namespace Samantha.JournalCrasher;

/// <summary>
/// A process made to be killed by tests. <c>write FOLDER</c> appends to a session's journal without end and prints the number
/// of the last record after each append returned; <c>hold FOLDER</c> takes the session's lock, says so, and waits.
/// </summary>
internal static class Program
{
    private const int RecordsPerAppend = 3;

    private static int Main(string[] arguments)
    {
        string folder = arguments[1];
        using var sessionLock = SessionLock.Acquire(folder, TimeProvider.System);
        if (arguments[0] == "hold")
        {
            Console.WriteLine("held");
            Console.ReadLine();
            return 0;
        }

        Write(folder);
        return 0;
    }

    private static void Write(string folder)
    {
        using JournalWriter writer = File.Exists(Path.Combine(folder, JournalWriter.FileName))
            ? JournalWriter.OpenForAppend(folder)
            : JournalWriter.Create(folder, SessionId.Parse(Path.GetFileName(folder)), TimeProvider.System);
        while (true)
        {
            string step = string.Create(CultureInfo.InvariantCulture, $"L{writer.LastSequence}.M1.R1.P1");
            writer.SavePartial(step, 1, "some text ", 2);
            writer.SavePartial(step, 1, "and more", 4);
            writer.Append([.. Records(writer.LastSequence)], Summary(writer.LastSequence), clearsPartial: true);
            Console.Out.WriteLine(writer.LastSequence.ToString(CultureInfo.InvariantCulture));
            Console.Out.Flush();
        }
    }

    private static IEnumerable<JournalRecord> Records(long last)
    {
        for (long sequence = last + 1; sequence <= last + RecordsPerAppend; sequence++)
        {
            yield return new JournalRecord(
                sequence,
                DateTimeOffset.UnixEpoch.AddSeconds(sequence),
                "test",
                $$"""{"n":{{sequence}},"text":"{{new string('x', (int)(sequence * 37 % 9000))}}"}""");
        }
    }

    private static SessionSummary Summary(long last) => new(
        "crash",
        SessionStatusText.Running,
        DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch,
        StepsDone: last + RecordsPerAppend,
        StepsTotal: null,
        Tokens: 0,
        Failures: 0);
}
