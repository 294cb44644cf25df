using System.Collections.Immutable;

namespace Samantha.Tui.Editor;

/// <summary>The names of the editor's pages, in order; their titles are the texts <c>editor.page.ID</c>.</summary>
public static class EditorPages
{
    public const string Prompts = "prompts";
    public const string SystemPrompt = "system-prompt";
    public const string PreviousResponse = "previous-response";
    public const string Models = "models";
    public const string Run = "run";
    public const string Values = "values";
    public const string Code = "code";
    public const string Stop = "stop";
    public const string Health = "health";
    public const string Check = "check";
    public const string File = "file";

    public static ImmutableArray<string> InOrder { get; } =
        [Prompts, SystemPrompt, PreviousResponse, Models, Run, Values, Code, Stop, Health, Check, File];
}
