using Samantha.Engine.Protocol;
using Samantha.Engine.Templates;

namespace Samantha.Engine.Tests.Templates;

/// <summary>
/// Cutting a rendered template into its own text and the contents, with renderers that do what real templates do.
/// </summary>
public sealed class ChatTemplateTests
{
    [Fact]
    public void Template_text_and_contents_come_apart_in_order()
    {
        ChatTemplate template = ChatTemplate.Choose("own", Tags);

        Assert.Equal("model", template.Name);
        Assert.Null(template.FallbackReason);
        Assert.Equal(
            [("<system>", true), ("be kind", false), ("</><user>", true), (" hi </user> ", false), ("</><assistant>", true)],
            Split(template, (EngineRole.System, "be kind"), (EngineRole.User, " hi </user> ")));
    }

    [Fact]
    public void Empty_contents_leave_only_template_text() => Assert.Equal(
        [("<user>", true), ("</><assistant>", true), ("</><user>", true), ("go", false), ("</><assistant>", true)],
        Split(ChatTemplate.Choose("own", Tags), (EngineRole.User, ""), (EngineRole.Assistant, ""), (EngineRole.User, "go")));

    [Fact]
    public void A_template_that_trims_trims_the_content_too() => Assert.Equal(
        [("[ ", true), ("a  b", false), (" ]", true)],
        Split(
            ChatTemplate.Choose("own", (_, messages) => string.Concat(messages.Select(m => $"[ {m.Content.Trim()} ]"))),
            (EngineRole.User, " \n a  b\t")));

    [Fact]
    public void A_missing_template_falls_back_visibly()
    {
        ChatTemplate template = ChatTemplate.Choose(null, Tags);

        Assert.Equal("chatml", template.Name);
        Assert.Contains("no chat template", template.FallbackReason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_template_falls_back_visibly()
    {
        ChatTemplate template = ChatTemplate.Choose("own", (text, messages) => text == "own" ? null : Tags(text, messages));

        Assert.Equal("chatml", template.Name);
        Assert.Contains("does not recognise", template.FallbackReason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_without_system_role_gets_the_text_in_front_of_the_first_user_message()
    {
        ChatTemplate template = ChatTemplate.Choose(
            "own", (text, messages) => messages.Any(m => m.Role == "system") ? null : Tags(text, messages));

        Assert.Contains("no system message", template.FallbackReason, StringComparison.Ordinal);
        Assert.Equal(
            [("<user>", true), ("be kind\n\nhi", false), ("</><assistant>", true)],
            Split(template, (EngineRole.System, "be kind"), (EngineRole.User, "hi")));
    }

    [Fact]
    public void A_template_that_drops_or_repeats_a_message_is_refused_for_that_order()
    {
        ChatTemplate template = ChatTemplate.Choose(
            "own", (text, messages) => messages.Count == 2 ? Tags(text, [messages[0]]) : Tags(text, messages));

        EngineFailedException problem = Assert.Throws<EngineFailedException>(
            () => Split(template, (EngineRole.User, "a"), (EngineRole.User, "b")));

        Assert.Equal(EngineFailureKind.TemplateFailed, problem.Kind);
        Assert.Contains("user, user", problem.Message, StringComparison.Ordinal);
    }

    private static (string, bool)[] Split(ChatTemplate template, params (EngineRole Role, string Content)[] messages) =>
        [.. template.Split([.. messages.Select(m => new EngineMessage(m.Role, m.Content))]).Select(s => (s.Text, s.IsTemplate))];

    private static string Tags(string template, IReadOnlyList<(string Role, string Content)> messages) =>
        string.Concat(messages.Select(m => $"<{m.Role}>{m.Content}</>")) + "<assistant>";
}
