using System.Collections.Immutable;

namespace Samantha.Chains.Messages;

/// <summary>
/// Puts the messages of one step in the original's order. Only the previous response goes along, never the whole conversation;
/// an empty user message in front of it keeps the turns alternating for templates that insist.
/// </summary>
public static class MessageAssembly
{
    public static ImmutableArray<ChatMessage> Build(string systemPrompt, string previousResponse, string prompt,
        bool feedbackLoop)
    {
        var messages = ImmutableArray.CreateBuilder<ChatMessage>(4);
        if (systemPrompt.Length > 0)
        {
            messages.Add(new ChatMessage(ChatRole.System, systemPrompt));
        }

        if (previousResponse.Length > 0 || feedbackLoop)
        {
            messages.Add(new ChatMessage(ChatRole.User, ""));
            messages.Add(new ChatMessage(ChatRole.Assistant, previousResponse));
        }

        messages.Add(new ChatMessage(ChatRole.User, prompt));
        return messages.ToImmutable();
    }
}
