using System.Globalization;
using System.Text;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Messages;
using Samantha.Engine.Protocol;
using Samantha.Simulation.Runtime;

namespace Samantha.Simulation.World;

/// <summary>What the simulated models say: a function of what they were sent and of the seed, as with a real one.</summary>
internal static class Script
{
    /// <summary>Parts of prompts that bring out what detectors look for.</summary>
    public const string OnAndOn = "on and on", AsAlways = "as always", ByTurns = "by turns", InAnyTongue = "in any tongue";

    private const string Code = "```python\nprint(1)\n```";

    private static readonly string[] s_loop = [.. Enumerable.Repeat("la di da ", 10)];
    private static readonly string[] s_always = ["It is the same old story ", "of the river and the stone ", "that everybody knows by heart."];
    private static readonly string[] s_tick = ["Tick is what I say ", "and then I wait for you ", "to give the other answer."];
    private static readonly string[] s_tock = ["Tock was always my part ", "so now the turn is yours ", "as in every round before."];

    private static readonly string[] s_foreign =
        ["O rio que passa pela minha aldeia não é o que ", "as pessoas da cidade dizem que ele é, ", "mas para mim ele é o mais belo de todos."];

    public static string[] Words(GenerateRequest request) => Words(request.Messages, request.Seed);

    /// <summary>The words of a response as the chain describes the step, and the tokens of its prompt.</summary>
    public static (string[] Words, int PromptTokens) Response(
        ChainDefinition chain, string systemPrompt, string previous, string prompt, ulong seed)
    {
        EngineMessage[] messages = [.. MessageAssembly.Build(systemPrompt, previous, prompt, chain.FeedbackLoop)
            .Select(m => new EngineMessage(Role(m.Role), m.Content))];
        return (Words(messages, seed), Tokens(messages));
    }

    public static int Tokens(IEnumerable<EngineMessage> messages) => messages.Sum(m => 1 + (m.Content.Length / 4));

    public static CodeOutcome Outcome(string program) => new()
    {
        End = program.Length == 0 ? CodeRunEnd.NothingToRun : CodeRunEnd.Exited,
        ExitCode = program.Length == 0 ? null : 0,
        Output = program.Length == 0 ? [] : [new OutputPart(false, $"ran {program.Length} characters\n")],
        Sandbox = "simulated",
    };

    // Not every time: a detector has to tell one from the other.
    private static string[]? Ailing(IReadOnlyList<EngineMessage> messages, ulong hash)
    {
        string prompt = messages[^1].Content;
        bool Asks(string part) => prompt.Contains(part, StringComparison.Ordinal);
        return (hash >> 20) % 4 == 0 ? null
            : Asks(OnAndOn) ? s_loop
            : Asks(AsAlways) ? s_always
            : Asks(InAnyTongue) ? s_foreign
            : Asks(ByTurns) ? messages.Count > 1 && messages[^2].Content.EndsWith(s_tick[^1], StringComparison.Ordinal) ? s_tock : s_tick
            : null;
    }

    private static EngineRole Role(ChatRole role) => role switch
    {
        ChatRole.System => EngineRole.System,
        ChatRole.Assistant => EngineRole.Assistant,
        _ => EngineRole.User,
    };

    private static string[] Words(IReadOnlyList<EngineMessage> messages, ulong seed)
    {
        ulong hash = seed;
        foreach (EngineMessage message in messages)
        {
            hash = SimRandom.Mix(hash + (ulong)message.Role);
            foreach (char letter in message.Content)
            {
                hash = SimRandom.Mix(hash + letter);
            }
        }

        if (Ailing(messages, hash) is { } ailing)
        {
            return ailing;
        }

        int count = (int)(hash % 6);
        var words = new List<string>();
        for (int index = 0; index < count; index++)
        {
            hash = SimRandom.Mix(hash);
            words.Add(string.Create(CultureInfo.InvariantCulture, $"w{hash % 97} "));
        }

        if (hash % 3 == 0)
        {
            words.Add(new StringBuilder("\n").Append(Code).ToString());
        }

        return [.. words];
    }
}
