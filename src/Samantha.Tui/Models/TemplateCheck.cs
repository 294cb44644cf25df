using Samantha.Actors.ModelFiles;
using Samantha.Engine.Protocol;

namespace Samantha.Tui.Models;

/// <summary>What came of writing a short dialogue with a model's template. Tokens is null when it failed.</summary>
internal sealed record TemplateCheck(int? Tokens, string Problem)
{
    /// <summary>One message of each role: what a chain with a system prompt and feedback sends.</summary>
    public static async Task<TemplateCheck> RunAsync(VocabularyHolder holder, ModelFileEntry model, CancellationToken ct)
    {
        try
        {
            PromptCount count = await holder.AskAsync(
                model,
                (engine, token) => engine.CountAsync(
                    [
                        new EngineMessage(EngineRole.System, "Answer briefly."),
                        new EngineMessage(EngineRole.User, "Hello"),
                        new EngineMessage(EngineRole.Assistant, "Hello."),
                        new EngineMessage(EngineRole.User, "Who are you?"),
                    ],
                    token),
                ct).ConfigureAwait(false);
            return new TemplateCheck(count.PromptTokens, "");
        }
        catch (EngineFailedException e)
        {
            return new TemplateCheck(null, e.Message);
        }
    }
}
