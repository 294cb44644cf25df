using System.Globalization;
using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Journeys;

public sealed class Somebody_presses_anything
{
    private const int KeyCount = 3_000;

    private static readonly string[] s_keys =
    [
        "Enter", "Escape", "Tab", "Shift+Tab", "Up", "Down", "Left", "Right", "PageUp", "PageDown", "Home", "End", "Backspace",
        "Delete", "F1", "F5", "F9", "F12", "Ctrl+P", "Ctrl+C", "Ctrl+L", "Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6", "Alt+7",
        "Alt+8", "/", "?", ":", "e", "d", "n", "t", "r", "a", "1", "2", "+", "]", "[", "y", "Space", "j", "k", "g", "G",
    ];

    /// <summary>Three of them; SAMANTHA_SEEDS=1-200 tries as many as somebody has time for.</summary>
    public static TheoryData<int> Seeds()
    {
        string[] range = (Environment.GetEnvironmentVariable("SAMANTHA_SEEDS") ?? "1-3").Split('-');
        int first = int.Parse(range[0], CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(first, int.Parse(range[^1], CultureInfo.InvariantCulture) - first + 1)];
    }

    [Theory(Timeout = 180_000)]
    [MemberData(nameof(Seeds))]
    public async Task The_program_goes_on_and_ends_when_asked(int seed)
    {
        var random = new Random(seed);
        await using Journey person = Journey.Begin(80, 24);
        person.Sees("ready to run");
        for (int i = 0; i < KeyCount; i++)
        {
            person.Presses(s_keys[random.Next(s_keys.Length)]);
            if (i % 100 == 0)
            {
                person.Resizes(random.Next(1, 200), random.Next(1, 60));
            }

            if (i % 50 == 0)
            {
                person.Terminal.Click(random.Next(0, 80), random.Next(0, 24));
            }
        }

        person.Resizes(80, 24);
        for (int i = 0; i < 10; i++)
        {
            person.Presses("Escape");
        }

        // On the way a session may have been started, and texts may have been changed.
        await person.QuitsWhateverIsAsked();
    }
}
