using System.Collections.Immutable;
using Samantha.Chains.Evidence;
using Samantha.Engine.Sampling;

namespace Samantha.Figures;

/// <summary>The figures of docs/learning.md: which question, which settings. All numbers come from the engine.</summary>
internal static class Lessons
{
    /// <summary>The demonstration model does not know what to answer to these, so that there is something to choose from.</summary>
    private const string Idea = "Give me an idea.";

    private const string Nice = "Say something nice.";

    private const string Coffee = "Write a paragraph about coffee.";

    // Every filter open: what is set beside it is what acts.
    private static readonly SamplingSettings s_open = new() { Temperature = 1 };

    public static async IAsyncEnumerable<(string Name, string Svg)> DrawAsync(Classroom room)
    {
        yield return ("candidates", Panels.Of(
            $"The model's own distribution for the first token of its answer to \"{Nice}\"", ("the model", await room.ChooseAsync(Nice, s_open))));
        yield return ("temperature", await AcrossAsync(room, "Temperature sharpens or flattens the distribution",
            ("temperature = 0", s_open with { Temperature = 0 }), ("temperature = 0.5", s_open with { Temperature = 0.5 }),
            ("temperature = 2", s_open with { Temperature = 2 })));
        yield return ("top-k", await AcrossAsync(room, "top_k keeps so many of the best", ("top_k = 3", s_open with { TopK = 3 }),
            ("top_k = 6", s_open with { TopK = 6 })));
        yield return ("top-p", await AcrossAsync(room, "top_p keeps the best until they have this share together",
            ("top_p = 0.5", s_open with { TopP = 0.5 }), ("top_p = 0.8", s_open with { TopP = 0.8 })));
        yield return ("min-p", await AcrossAsync(room, "min_p keeps what has at least this share of the best one's probability",
            ("min_p = 0.5", s_open with { MinP = 0.5 }), ("min_p = 0.2", s_open with { MinP = 0.2 })));
        yield return ("typical-p", await AcrossAsync(room, "typical_p keeps what is about as surprising as was to be expected",
            ("typical_p = 0.3", s_open with { TypicalP = 0.3 }), ("typical_p = 0.7", s_open with { TypicalP = 0.7 })));
        yield return ("tfs-z", await AcrossAsync(room, "tfs_z cuts where the curve of the probabilities becomes flat",
            ("tfs_z = 0.5", s_open with { TfsZ = 0.5 }), ("tfs_z = 0.95", s_open with { TfsZ = 0.95 })));
        yield return ("top-n-sigma", await AcrossAsync(room, "top_n_sigma keeps logits that are close to the best, in standard deviations",
            ("top_n_sigma = 0.5", s_open with { TopNSigma = 0.5 }), ("top_n_sigma = 1", s_open with { TopNSigma = 1 })));
        yield return ("xtc", await AcrossAsync(room, "XTC takes out the best ones and leaves the last of those above the threshold",
            ("xtc_threshold = 0.1", s_open with { XtcProbability = 1, XtcThreshold = 0.1 }),
            ("xtc_threshold = 0.07", s_open with { XtcProbability = 1, XtcThreshold = 0.07 })));
        yield return ("penalties", await RepeatedAsync(room));
        yield return ("dry", await DryAsync(room));
        yield return ("logit-bias", await AcrossAsync(room, "logit_bias adds to the logits of single tokens",
            ("no bias", s_open), ("\"I=-inf\", \"The=2\"", s_open with { LogitBias = [new TokenBias(null, "I", null), new TokenBias(null, "The", 2)] })));
        yield return ("grammar", await AcrossAsync(room, "A grammar leaves what it allows: here a sentence that begins with B or M",
            ("no grammar", s_open), ("root ::= [BM] [a-z ]+ \".\"", s_open with { Grammar = "root ::= [BM] [a-z ]+ \".\"" })));
        yield return ("mirostat", await MirostatAsync(room));
        yield return ("feedback", await FeedbackAsync(room));
        yield return ("entropy", await EntropyAsync(room));
    }

    private static async Task<string> AcrossAsync(Classroom room, string title, params (string Name, SamplingSettings Settings)[] columns)
    {
        var choices = new List<(string, TokenEvidence)>();
        foreach ((string name, SamplingSettings settings) in columns)
        {
            choices.Add((name, await room.ChooseAsync(Nice, settings)));
        }

        return Panels.Of(title, [.. choices]);
    }

    private static async Task<string> RepeatedAsync(Classroom room)
    {
        const string Given = "Coffee is a warm pause in the morning. Coffee brings people to the same table";
        return Panels.Of(
            "Penalties lower what was there before, also the full stop behind \"… to the same table\"",
            ("no penalty", await room.ChooseAsync(Coffee, s_open, Given)),
            ("repeat_penalty = 1.3", await room.ChooseAsync(Coffee, s_open with { RepeatPenalty = 1.3 }, Given)),
            ("repeat_penalty = 1.5", await room.ChooseAsync(Coffee, s_open with { RepeatPenalty = 1.5 }, Given)));
    }

    private static async Task<string> DryAsync(Classroom room)
    {
        const string Given = "Coffee is a warm pause in the morning. Coffee is a warm pause in the";
        return Panels.Of(
            "DRY lowers what would lengthen a repetition: \"Coffee is … in the\" was there before",
            ("off", await room.ChooseAsync(Coffee, s_open, Given)),
            ("dry_multiplier = 0.2", await room.ChooseAsync(Coffee, s_open with { Dry = new DrySettings { Multiplier = 0.2 } }, Given)),
            ("dry_multiplier = 0.8", await room.ChooseAsync(Coffee, s_open with { Dry = new DrySettings { Multiplier = 0.8 } }, Given)));
    }

    private static async Task<string> MirostatAsync(Classroom room)
    {
        ImmutableArray<TokenEvidence> plain = await room.RespondAsync(Idea, s_open with { Temperature = 2 }, seed: 4, maxTokens: 26);
        ImmutableArray<TokenEvidence> calm = await room.RespondAsync(
            Idea, s_open with { Temperature = 2, Mirostat = 2, MirostatTau = 3, MirostatEta = 0.3 }, seed: 4, maxTokens: 26);
        return Curves.Of(
            "Surprise of the drawn tokens in bits: mirostat pulls it to tau", 12, Surprise,
            ("temperature = 2", plain, null), ("temperature = 2, mirostat = 2, mirostat_tau = 3", calm, 3));
    }

    private static async Task<string> FeedbackAsync(Classroom room)
    {
        const string Previous = "Music is a language that needs no words.";
        const string Refine = "Refine your previous response";
        return Panels.Of(
            $"Feedback: the first token of the answer to \"{Refine}\"",
            ("without feedback", await room.ChooseAsync(Refine, s_open)),
            ("with the response \"Music is …\"", await room.ChooseAsync(Refine, s_open, previous: Previous)));
    }

    private static async Task<string> EntropyAsync(Classroom room) => Curves.Of(
        $"How uncertain the model is along its answers, in bits", 4, token => token.EntropyBits,
        ($"\"{Nice}\"", await room.RespondAsync(Nice, s_open with { Temperature = 0 }), null),
        ("\"Write a sentence about the sea.\"", await room.RespondAsync("Write a sentence about the sea.", s_open with { Temperature = 0 }), null));

    private static double Surprise(TokenEvidence token) => -Math.Log2(Math.Max(1e-9, token.DrawnProbability));
}
