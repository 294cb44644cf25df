using System.Text;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Prompts;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;

namespace Samantha.Exports.Tests.Support;

/// <summary>A session with one of everything, as the pictures and the tests of whole exports use it.</summary>
internal static class SampleSession
{
    /// <summary>If this text becomes an attribute of the page's root, a script of a response was run.</summary>
    public const string Marker = "script-was-run";

    private const string Answer = """
        The table shows **weekly rain** in millimetres. A few things stand out:

        1. Saturday has the most, with `95` mm.
        2. Thursday has the least.

        | Day | Rain (mm) | Share |
        |:----|----------:|:-----:|
        | Monday | 62 | 14 % |
        | Saturday | 95 | 22 % |

        > A single wet day can outweigh the rest of the week.

        ```python
        import matplotlib.pyplot as plt

        days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        rain = [62, 40, 88, 25, 71, 95, 54]  # millimetres

        def label(value: float) -> str:
            return f"{value:.1f} mm"

        plt.bar(days, rain, color="steelblue")
        plt.savefig("rain.png")
        print("wettest:", label(max(rain)))
        ```

        - [x] draw the chart
        - [ ] compare with last year, see [the archive](https://example.org/rain?year=2025)
        """;

    private const string Program = """
        import matplotlib.pyplot as plt

        days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        plt.savefig("rain.png")
        print("wettest:", "95.0 mm")
        """;

    private const string Hostile = """
        Here is more: <script>document.documentElement.setAttribute('data-x', 'script-was-run')</script>
        <img src=x onerror="document.documentElement.setAttribute('data-x','script-was-run')">
        [click me](javascript:document.documentElement.setAttribute('data-x','script-was-run')) and
        ![a picture from far away](https://example.org/tracker.png), also ![inline](data:text/html;base64,PHNjcmlwdD4=).
        """;

    public static EventScript Create()
    {
        var chain = ChainDefinition.FromPrompts(PromptList.Literal(["Describe the rain", "Say more"]), "Rain of a week") with
        {
            Description = "A small model describes a table, draws it, and is asked to say more.",
            Models = [ModelEntry.Of("samantha-mini"), ModelEntry.Of("gemma-2-9b-it-Q4_K_M")],
            SystemPrompt = "You are a careful analyst. Answer briefly, and show your work.",
            FeedbackLoop = true,
            RunCode = true,
        };
        var script = new EventScript(chain, "20261122-1004-rain-of-a-week-k3f9") { SystemPrompt = chain.SystemPrompt };
        script.Hyperparameters = script.Hyperparameters with { Temperature = 0.8, TopP = 0.95, MinP = 0.05 };
        var first = EventScript.At(1);
        var second = EventScript.At(2);
        var code = new ExtractedCode(Program, ["pip install matplotlib"], []);
        script.Begin(first, "Describe the rain of this week and draw a bar chart:\n\n"
                + "Mon 62, Tue 40, Wed 88, Thu 25, Fri 71, Sat 95, Sun 54")
            .Wait(1).Loaded().Add((n, at) => new ModelHashed(n, at, "samantha-mini", "/models/a.gguf", 1_240_000_000, "c0ffee"))
            .Answer(first, Answer, tokens: 214, seconds: 5.1, code: code)
            .Ran(first, EventScript.Exited("wettest: 95.0 mm\n", "UserWarning: no display found, using Agg\n"),
                ("rain.png", Pictures.BarChart()), ("page.html", Encoding.UTF8.GetBytes("<h1>Rain</h1>")));
        script.Step(second, "Say more, in one paragraph.", Hostile,
            Answer + "\n\nPython Interpreter Output:\n\nwettest: 95.0 mm\n"
            + "UserWarning: no display found, using Agg", 88, 2.4, ResponseStopReason.MaxTokens);
        return SecondModel(script).Wait(1).Add((n, at) => new SessionStopped(n, at, SessionStopReason.StopRule,
            "The output has the line STOP_SAMANTHA.", Samantha.Chains.Stop.StopRule.OutputLine));
    }

    private static EventScript SecondModel(EventScript script)
    {
        script.Model = "gemma-2-9b-it-Q4_K_M";
        var third = EventScript.At(1, model: 2);
        var fourth = EventScript.At(2, model: 2);
        script.Begin(third, "Describe the rain of this week.", Hostile).Wait(9).Loaded().Add((n, at) =>
            new StepFailed(n, at, third, 1, StepFailureReason.EngineCrashed, "The engine ended with signal 9.", WillRetry: true));
        script.Begin(third, "Describe the rain of this week.", Hostile, attempt: 2)
            .Answer(third, "It rained every day. *Saturday* was the wettest, with 95 mm.", tokens: 41, seconds: 6.2, attempt: 2);
        var code = new ExtractedCode("while True:\n    print('rain')\n", [], []);
        script.Begin(fourth, "Say more, in one paragraph.", "It rained every day. *Saturday* was the wettest, with 95 mm.")
            .Answer(fourth, "I will let the machine say it.\n\n```py\nwhile True:\n    print('rain')\n```", tokens: 30,
                seconds: 4.9,
                code: code)
            .Ran(fourth, EventScript.Exited("rain\nrain\nSTOP_SAMANTHA\n", exitCode: 137) with
            {
                End = CodeRunEnd.LimitReached,
                Limits = [CodeLimit.WallClock],
                Message = "The program was ended after 60 seconds.",
                IsOutputCut = true,
            });
        return script;
    }
}
