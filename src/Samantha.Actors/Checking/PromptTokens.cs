using System.Collections.Immutable;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Messages;
using Samantha.Chains.Prompts;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Checking;

/// <summary>How many tokens each prompt of a chain takes with one model's own template, before anything is run.</summary>
public static class PromptTokens
{
    /// <summary>Counting more than this tells nothing new and takes minutes.</summary>
    public const int PromptsCountedMax = 1_000;

    /// <param name="engine">Has loaded the model's vocabulary at least.</param>
    /// <returns>One count per prompt, in order; null where the prompt itself has a problem.</returns>
    /// <exception cref="EngineFailedException">The engine went away or cannot count.</exception>
    public static async Task<ImmutableArray<int?>> CountAsync(
        EngineClient engine, ChainDefinition chain, CancellationToken cancellation)
    {
        var tokens = ImmutableArray.CreateBuilder<int?>();
        foreach (PromptItem prompt in chain.Prompts.Items.Take(PromptsCountedMax))
        {
            PromptCount? count = prompt.Problem is null
                ? await engine.CountAsync(Messages(chain, prompt), cancellation).ConfigureAwait(false)
                : null;
            tokens.Add(count?.PromptTokens);
        }

        return tokens.ToImmutable();
    }

    // As the first step of the chain would send it; responses that come in later are not known yet.
    private static ImmutableArray<EngineMessage> Messages(ChainDefinition chain, PromptItem prompt) =>
    [
        .. MessageAssembly.Build(chain.SystemPrompt, chain.PreviousResponse, prompt.Render("", ""), chain.FeedbackLoop)
            .Select(message => new EngineMessage(RoleOf(message.Role), message.Content)),
    ];

    private static EngineRole RoleOf(ChatRole role) => role switch
    {
        ChatRole.System => EngineRole.System,
        ChatRole.Assistant => EngineRole.Assistant,
        _ => EngineRole.User,
    };
}
