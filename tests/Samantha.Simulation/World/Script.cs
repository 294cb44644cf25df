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
    private const string Code = "```python\nprint(1)\n```";

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

    private static EngineRole Role(ChatRole role) => role switch
    {
        ChatRole.System => EngineRole.System,
        ChatRole.Assistant => EngineRole.Assistant,
        _ => EngineRole.User,
    };

    private static string[] Words(IEnumerable<EngineMessage> messages, ulong seed)
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
