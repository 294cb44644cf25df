using System.Globalization;
using System.Text;
using Samantha.Actors.Hosting;
using Samantha.Actors.Sessions;
using Samantha.Actors.Steps;
using Samantha.Actors.Storage;
using Samantha.Chains.Evidence;
using Samantha.Chains.Prompts;
using Samantha.Chains.Settings;
using Samantha.Chains.Steering;
using Samantha.Engine.Protocol;

namespace Samantha.Host.Learning;

/// <summary>
/// Lines from standard input while a response goes step by step. The end of the input lets it go, so that nothing waits for a person
/// who is not there.
/// </summary>
internal sealed class StepKeys(SamanthaSystem system, SessionId session, LearnRunView view, ResponsePace pace)
{
    private const int LineCharsMax = 1024;

    private static readonly string[] s_help =
    [
        "Enter: the next token; 5: five tokens; go: no more waiting; delay 0.3: a pause instead",
        "token 3: the candidates of token 3 again; last: of the newest one",
        "set temperature=1.5, top_p=0.9: what would be chosen here with these; nothing is changed",
        "choose 2: the second candidate in the place of the shown token, and on from there; choose #123: told by its id",
        "keep: on from the shown token with the settings that were set last",
        "choose and keep end this session, which samantha resume can take up again, and begin a branch of it",
    ];

    private HyperparameterOverrides? _asked;
    private SteeringWish? _wish;

    /// <summary>The session whose tokens are shown; another one once a branch has begun.</summary>
    public SessionId Session { get; set; } = session;

    /// <summary>What the person wants instead, once; null: nothing.</summary>
    public SteeringWish? TakeWish() => Interlocked.Exchange(ref _wish, null);

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
            while (input.ReadLine() is { } line && Obey(line.Trim()))
            {
            }
        }
        catch (IOException)
        {
            // The terminal is gone; its signal ends the session.
        }

        Steer(new SetPace(pace with { Step = false, DelayMs = 0 }));
    }

    /// <summary>False: nobody waits for tokens any more.</summary>
    private bool Obey(string line)
    {
        int blank = line.IndexOf(' ', StringComparison.Ordinal);
        (string word, string rest) = blank < 0 ? (line, "") : (line[..blank], line[blank..].Trim());
        switch (word)
        {
            case "g" or "go":
                return false;
            case "?" or "help":
                s_help.ToList().ForEach(view.Say);
                break;
            case "delay":
                Delay(rest);
                break;
            case "token" or "t":
                ShowAgain(rest);
                break;
            case "last":
                ShowAgain(view.Now.Tokens is [.., var newest] ? (newest.Index + 1).ToString(CultureInfo.InvariantCulture) : "");
                break;
            case "set":
                Set(rest);
                break;
            case "choose" or "c":
                Choose(rest);
                break;
            case "keep":
                Keep();
                break;
            case "":
                Steer(new AdvanceResponse(1));
                break;
            default:
                if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int tokens))
                {
                    Steer(new AdvanceResponse(Math.Max(1, tokens)));
                }
                else
                {
                    view.Say($"'{line}' is not known; ? shows what is");
                }

                break;
        }

        return true;
    }

    private void Delay(string seconds)
    {
        bool isNumber = double.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        if (isNumber && value <= EngineProtocol.DelayMsMax / 1000.0)
        {
            Steer(new SetPace(pace with { Step = false, DelayMs = (int)Math.Round(value * 1000) }));
        }
        else
        {
            view.Say($"delay must be followed by seconds, 0 to {EngineProtocol.DelayMsMax / 1000}, not '{seconds}'");
        }
    }

    private void ShowAgain(string number)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int token) || !view.ShowAgain(token))
        {
            view.Say($"there is no token '{number}'; this response has {view.Now.Tokens.Length} so far");
        }
    }

    private void Set(string text)
    {
        if (!SettingsText.TryRead(text, out HyperparameterOverrides settings, out string problem))
        {
            view.Say(problem);
            return;
        }

        _asked = settings;
        Steer(new PreviewChoice(StepRequests.Sampling(settings.ApplyTo(view.Now.Settings)), pace.Candidates));
    }

    private void Choose(string which)
    {
        WatchedResponse now = view.Now;
        if (now.Shown is not { } shown)
        {
            view.Say("there is no token yet");
            return;
        }

        bool isId = which.StartsWith('#');
        bool isNumber = int.TryParse(isId ? which[1..] : which, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        EvidenceCandidate? candidate = !isNumber ? null
            : isId ? shown.Candidates.FirstOrDefault(c => c.Token == number)
            : number >= 1 && number <= shown.Candidates.Length ? shown.Candidates[number - 1] : null;
        if (candidate is null)
        {
            view.Say($"choose must be followed by a candidate's number, 1 to {shown.Candidates.Length}, or by # and its id, not '{which}'");
            return;
        }

        if (now.Tokens.Any(token => token.Index == shown.Index && token.Token == candidate.Token))
        {
            view.Say($"{TokenText.Quoted(candidate)} is the token that stands here");
            return;
        }

        Leave(now.Wish(new SteeredToken(candidate.Token, candidate.Text), null));
    }

    private void Keep()
    {
        if (_asked is null)
        {
            view.Say("nothing was set yet: set temperature=1.5 first");
            return;
        }

        Leave(view.Now.Wish(null, _asked));
    }

    // The run makes the branch when this session has ended, because there is one model at a time.
    private void Leave(SteeringWish? wish)
    {
        if (wish is null)
        {
            view.Say("there is no token yet");
            return;
        }

        _asked = null;
        Interlocked.Exchange(ref _wish, wish);
        _ = system.CommandAsync(Session, SessionCommand.StopNow);
    }

    private void Steer(SteerCommand command) => system.Steer(Session, command);
}
