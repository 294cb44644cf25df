using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Samantha.Engine.Protocol;

namespace Samantha.Engine.Templates;

/// <summary>
/// The way one model's messages are written. Contents never pass through the template: it is rendered with markers in their
/// places and cut apart there, so that no content can be taken for template text and no template can look at a content.
/// </summary>
internal sealed class ChatTemplate
{
    public const string ChatMl = "chatml";

    /// <summary>The longest templates in use have a third of this.</summary>
    public const int SourceBytesMax = 64 * 1024;

    private readonly TemplateRenderer _render;
    private readonly string _template;
    private readonly bool _systemInUser;

    private ChatTemplate(TemplateRenderer render, string template, string name, string? fallbackReason, bool systemInUser)
    {
        _render = render;
        _template = template;
        Name = name;
        FallbackReason = fallbackReason;
        _systemInUser = systemInUser;
    }

    /// <summary>"model" or the family used instead.</summary>
    public string Name { get; }

    /// <summary>Why the model's own template is not used as it is; null when it is.</summary>
    public string? FallbackReason { get; }

    /// <summary>SHA-256 of the template's text, in hex.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_template)));

    /// <summary>Tries the model's template with every role, then without a system role, then falls back to ChatML.</summary>
    public static ChatTemplate Choose(string? modelTemplate, TemplateRenderer render)
    {
        if (modelTemplate is null)
        {
            return Fallback(render, "the model file has no chat template; ChatML is used");
        }

        if (Encoding.UTF8.GetByteCount(modelTemplate) is var bytes and > SourceBytesMax)
        {
            return Fallback(
                render, $"the model's chat template has {bytes} bytes, at most {SourceBytesMax} are looked at; ChatML is used");
        }

        if (modelTemplate.Contains('\0', StringComparison.Ordinal))
        {
            return Fallback(render, "the model's chat template has a NUL in it, which no text has; ChatML is used");
        }

        ChatTemplate own = new(render, modelTemplate, "model", null, systemInUser: false);
        if (own.Takes(EngineRole.System, EngineRole.User, EngineRole.Assistant, EngineRole.User))
        {
            return own;
        }

        const string NoSystem =
            "the model's chat template takes no system message; its text is put in front of the first user message";
        ChatTemplate withoutSystem = new(render, modelTemplate, "model", NoSystem, systemInUser: true);
        return withoutSystem.Takes(EngineRole.User, EngineRole.Assistant, EngineRole.User)
            ? withoutSystem
            : Fallback(render, "llama.cpp does not recognise the model's chat template; ChatML is used");
    }

    /// <summary>The prompt in pieces, in order.</summary>
    /// <exception cref="EngineFailedException">TemplateFailed.</exception>
    public ImmutableArray<PromptSegment> Split(IReadOnlyList<EngineMessage> messages) =>
        TrySplit(messages) ?? throw new EngineFailedException(
            EngineFailureKind.TemplateFailed,
            $"the chat template cannot write this order of roles: {string.Join(", ", messages.Select(m => NameOf(m.Role)))}");

    /// <summary>The same; null when the template cannot write this order of roles.</summary>
    public ImmutableArray<PromptSegment>? TrySplit(IReadOnlyList<EngineMessage> messages)
    {
        IReadOnlyList<EngineMessage> turns = _systemInUser ? MoveSystem(messages) : messages;
        ContentMarkers markers = ContentMarkers.Create(turns.Count);
        string? rendered = _render(_template, [.. turns.Select((message, i) => (NameOf(message.Role), markers.Padded(i)))]);
        return rendered is null ? null : markers.Cut(rendered, [.. turns.Select(m => m.Content)]);
    }

    /// <summary>The roles of the messages as <see cref="Split"/> counts them.</summary>
    public ImmutableArray<EngineRole> Roles(IReadOnlyList<EngineMessage> messages) =>
        [.. (_systemInUser ? MoveSystem(messages) : messages).Select(message => message.Role)];

    private static ChatTemplate Fallback(TemplateRenderer render, string reason) =>
        new(render, ChatMl, ChatMl, reason, systemInUser: false);

    private bool Takes(params EngineRole[] roles) =>
        TrySplit([.. roles.Select(role => new EngineMessage(role, "x"))]) is not null;

    private static EngineMessage[] MoveSystem(IReadOnlyList<EngineMessage> messages)
    {
        string[] system = [.. messages.Where(m => m.Role == EngineRole.System && m.Content.Length > 0).Select(m => m.Content)];
        List<EngineMessage> rest = [.. messages.Where(m => m.Role != EngineRole.System)];
        int user = rest.FindIndex(m => m.Role == EngineRole.User);
        if (system.Length > 0 && user >= 0)
        {
            rest[user] = rest[user] with { Content = string.Join("\n\n", [.. system, rest[user].Content]) };
        }

        return [.. rest];
    }

    private static string NameOf(EngineRole role) => role switch
    {
        EngineRole.System => "system",
        EngineRole.User => "user",
        _ => "assistant",
    };
}
