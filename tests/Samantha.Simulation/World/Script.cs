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

    public static string[] Words(GenerateRequest request) =>
        Words(string.Join('\n', request.Messages.Select(m => $"{m.Role}:{m.Content}")), request.Seed);

    public static string Text(ChainDefinition chain, string systemPrompt, string previous, string prompt, ulong seed) =>
        string.Concat(Words(
            string.Join('\n', MessageAssembly.Build(systemPrompt, previous, prompt, chain.FeedbackLoop)
                .Select(m => $"{Name(m.Role)}:{m.Content}")),
            seed));

    public static int Tokens(IEnumerable<EngineMessage> messages) => messages.Sum(m => 1 + (m.Content.Length / 4));

    public static CodeOutcome Outcome(string program) => new()
    {
        End = program.Length == 0 ? CodeRunEnd.NothingToRun : CodeRunEnd.Exited,
        ExitCode = program.Length == 0 ? null : 0,
        Output = program.Length == 0 ? [] : [new OutputPart(false, $"ran {program.Length} characters\n")],
        Sandbox = "simulated",
    };

    private static string Name(ChatRole role) => role switch
    {
        ChatRole.System => nameof(EngineRole.System),
        ChatRole.Assistant => nameof(EngineRole.Assistant),
        _ => nameof(EngineRole.User),
    };

    private static string[] Words(string sent, ulong seed)
    {
        ulong hash = seed;
        foreach (char letter in sent)
        {
            hash = SimRandom.Mix(hash + letter);
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
