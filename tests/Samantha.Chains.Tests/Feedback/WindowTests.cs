using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Feedback;
using Samantha.Chains.Messages;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Chains.Stop;
using Xunit.Abstractions;

namespace Samantha.Chains.Tests.Feedback;

/// <summary>
/// Whatever the history, what is sent fits into the window, or an event says what was left out or that nothing was sent. The
/// engine is a window and a count of tokens; the program's own rules do the rest. SAMANTHA_CASES sets how many histories.
/// </summary>
public class WindowTests(ITestOutputHelper output)
{
    private const int CasesUsually = 10_000;
    private const int AttemptsMax = 200;

    private static readonly string[] s_words =
        ["a", "word", "extraordinarily", "Überzahl", "東京都", "🙂🙂", "\n", "\n\n", "x = f(1);", "---", " ", "\u0301", "<|im_end|>"];

    [Fact]
    public void What_is_sent_fits_or_an_event_says_otherwise()
    {
        int cases = int.TryParse(Environment.GetEnvironmentVariable("SAMANTHA_CASES"), CultureInfo.InvariantCulture, out int asked)
            ? asked : CasesUsually;
        long sent = 0, trims = 0, refusals = 0;
        for (int seed = 0; seed < cases; seed++)
        {
            var history = new History(seed);
            history.Run();
            (sent, trims, refusals) = (sent + history.Sent, trims + history.Trims, refusals + history.Refusals);
        }

        output.WriteLine($"{cases} histories: {sent} prompts were sent, {trims} times the oldest part was dropped, {refusals} were refused");
        Assert.True(sent > cases / 2 && trims > cases / 20 && refusals > cases / 20, $"{sent} sent, {trims} trims, {refusals} refusals");
    }

    private static string Words(Random random, int most) =>
        string.Join(random.Next(3) == 0 ? "" : " ", Enumerable.Range(0, random.Next(most)).Select(_ => s_words[random.Next(s_words.Length)]));

    /// <summary>One chain with random settings on a random small window, and the checks of each of its events.</summary>
    private sealed class History(int seed)
    {
        private readonly Random _random = new(seed);
        private SessionState _state = SessionState.Empty;
        private int _window;
        private int _perCharacters;

        public long Sent { get; private set; }

        public long Trims { get; private set; }

        public long Refusals { get; private set; }

        public void Run()
        {
            _window = _random.Next(8, 400);
            _perCharacters = _random.Next(1, 5);
            var chain = Chain();
            Apply((n, at) => new SessionStarted(n, at, "s", ChainJson.Serialize(chain), "f", 1, "0"));
            chain = _state.Chain!;
            var plan = Plan.Create(chain, 1);
            int attempts = 0;
            string expected = chain.PreviousResponse;
            int dropped = 0;
            while (true)
            {
                Check(++attempts < AttemptsMax * 20, "the session never ends");
                switch (SessionDecisions.Next(_state, plan, StopClock.Zero))
                {
                    case RunStep run:
                        Apply(run.ToEvent);
                        Check(run.PreviousResponse == expected[dropped..], "what is fed back is not what came before");
                        Check(run.PreviousTrimmedCharacters == dropped, "what was dropped is not told with the step");
                        if (Count(run.Messages) >= _window)
                        {
                            if (Shorten(chain, run) is { } drop)
                            {
                                dropped += drop;
                                break;
                            }

                            Refusals++;
                            Apply((n, at) => new StepFailed(
                                n, at, run.Step.Position, run.Attempt, StepFailureReason.PromptTooLong, "too long"));
                            (expected, dropped) = (expected[dropped..], 0);
                            break;
                        }

                        Sent++;
                        string response = Words(_random, 60);
                        Apply((n, at) => new ResponseCommitted(
                            n, at, run.Step.Position, run.Attempt, response, Count(run.Messages), 1, 1, 1, ResponseStopReason.EndOfTurn));
                        expected = !chain.FeedbackLoop ? chain.PreviousResponse
                            : chain.CumulativeResponse ? expected[dropped..] + "\n\n" + response : response;
                        dropped = 0;
                        break;
                    case StopSession stop:
                        Check(
                            chain.OnOverflow == OnOverflow.Stop || chain.OnError == OnError.Stop,
                            $"the session stopped unasked: {stop.Message}");
                        return;
                    case FinishSession:
                        return;
                    default:
                        Check(false, "an unexpected decision");
                        return;
                }
            }
        }

        // As the step's actor does it: count all, count without the previous response, drop, ask again.
        private int? Shorten(ChainDefinition chain, RunStep run)
        {
            if (chain.OnOverflow != OnOverflow.DropOldestFeedback || run.PreviousResponse.Length == 0)
            {
                return null;
            }

            int all = Count(run.Messages);
            int without = Count(MessageAssembly.Build(run.SystemPrompt, "", run.Prompt, feedbackLoop: true));
            int most = FeedbackTrim.PromptTokensMax(_window, run.Hyperparameters.MaxTokens);
            int drop = FeedbackTrim.CharactersToDrop(run.PreviousResponse, all, most, Math.Max(1, all - without));
            if (drop == 0)
            {
                return null;
            }

            Check(drop > 0 && drop <= run.PreviousResponse.Length, "more is dropped than there is");
            Trims++;
            Apply((n, at) => new FeedbackTrimmed(n, at, run.Step.Position, drop, run.PreviousResponse.Length - drop));
            return drop;
        }

        private ChainDefinition Chain() => TestChains.Of("m", [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => "p " + Words(_random, 30))]) with
        {
            SystemPrompt = _random.Next(3) == 0 ? Words(_random, 20) : "",
            PreviousResponse = _random.Next(2) == 0 ? Words(_random, 80) : "",
            Loops = RepeatCount.Of(_random.Next(1, 4)),
            FeedbackLoop = _random.Next(5) > 0,
            CumulativeResponse = _random.Next(2) == 0,
            OnOverflow = (OnOverflow)_random.Next(3),
            OnError = (OnError)_random.Next(3),
            Stop = new StopSettings(null),
            Hyperparameters = new HyperparameterOverrides { MaxTokens = _random.Next(3) * 20 },
        };

        // Not additive, like real tokens: what stands at a border depends on both sides.
        private int Count(ImmutableArray<ChatMessage> messages) => messages.Sum(message => 3 + Count(message.Content)) + 2;

        private int Count(string text)
        {
            int tokens = 0, run = 0;
            Rune last = default;
            foreach (var rune in text.EnumerateRunes())
            {
                bool joins = Rune.IsLetterOrDigit(rune) && Rune.IsLetterOrDigit(last) && rune.IsAscii && run < _perCharacters;
                tokens += joins ? 0 : rune.IsAscii ? 1 : rune.Utf8SequenceLength - 1;
                run = joins ? run + 1 : 1;
                last = rune;
            }

            return tokens;
        }

        private void Apply(Func<long, DateTimeOffset, SessionEvent> make) =>
            _state = _state.Apply(make(_state.LastSequence + 1, DateTimeOffset.UnixEpoch));

        private void Check(bool holds, string what) => Assert.True(holds, $"history {seed}: {what}");
    }
}
