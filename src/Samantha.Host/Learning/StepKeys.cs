using System.Globalization;
using System.Text;
using Samantha.Actors.Hosting;
using Samantha.Actors.Storage;
using Samantha.Engine.Protocol;

namespace Samantha.Host.Learning;

/// <summary>
/// Lines from standard input while a response goes step by step: an empty line is the next token, a number so many, g lets it go.
/// The end of the input lets it go too, so that nothing waits for a person who is not there.
/// </summary>
internal sealed class StepKeys(SamanthaSystem system, SessionId session, ResponsePace pace)
{
    private const int LineCharsMax = 64;

    /// <summary>On a thread of its own, which ends with the program: a blocked read cannot be taken back.</summary>
    public void Start()
    {
        var thread = new Thread(Read) { IsBackground = true, Name = "step keys" };
        thread.Start();
    }

    private void Read()
    {
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false), false, LineCharsMax);
        try
        {
            while (input.ReadLine() is { } line)
            {
                string word = line.Trim();
                if (word is "g" or "go")
                {
                    break;
                }

                bool isNumber = int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int tokens);
                system.Steer(session, new AdvanceResponse(isNumber ? Math.Max(1, tokens) : 1));
            }
        }
        catch (IOException)
        {
            // The terminal is gone; its signal ends the session.
        }

        system.Steer(session, new SetPace(pace with { Step = false }));
    }
}
