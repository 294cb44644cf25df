using System.Collections.Immutable;

namespace Samantha.Tui.Plain;

/// <summary>The words that plain mode understands, in both languages at once. Pure.</summary>
internal static class PlainWords
{
    public const string List = "list";
    public const string Check = "check";
    public const string Start = "start";
    public const string Sessions = "sessions";
    public const string Resume = "resume";
    public const string Skip = "skip";
    public const string SkipModel = "skip-model";
    public const string Stop = "stop";
    public const string StopNow = "stop-now";
    public const string Pause = "pause";
    public const string PauseUnload = "pause-unload";
    public const string Continue = "continue";
    public const string Replace = "replace";
    public const string Show = "show";
    public const string Models = "models";
    public const string Count = "tokens";
    public const string New = "new";
    public const string Edit = "edit";
    public const string Duplicate = "duplicate";
    public const string Delete = "delete";
    public const string Export = "export";
    public const string Compare = "compare";
    public const string Files = "files";
    public const string Code = "code";
    public const string RunCode = "run-code";
    public const string Model = "model";
    public const string Unload = "unload";
    public const string Download = "download";
    public const string About = "about";
    public const string Help = "help";
    public const string Quit = "quit";

    /// <summary>Command ids in the order of the help.</summary>
    public static ImmutableArray<string> InOrder { get; } =
    [
        List, Check, Count, Start, New, Edit, Duplicate, Delete,
        Sessions, Resume, Skip, SkipModel, Pause, PauseUnload, Continue, Replace, Stop, StopNow,
        Show, Export, Compare, Files, Code, RunCode, Models, Model, Unload, Download, About, Help, Quit,
    ];

    private static readonly Dictionary<string, string> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["list"] = List, ["listar"] = List, ["lista"] = List,
        ["check"] = Check, ["verificar"] = Check,
        ["start"] = Start, ["iniciar"] = Start,
        ["sessions"] = Sessions, ["sessões"] = Sessions, ["sessoes"] = Sessions,
        ["resume"] = Resume, ["retomar"] = Resume,
        ["skip"] = Skip, ["pular"] = Skip,
        ["skip-model"] = SkipModel, ["pular-modelo"] = SkipModel,
        ["stop"] = Stop, ["parar"] = Stop,
        ["stop-now"] = StopNow, ["parar-agora"] = StopNow,
        ["pause"] = Pause, ["pausar"] = Pause,
        ["pause-unload"] = PauseUnload, ["pausar-descarregar"] = PauseUnload,
        ["continue"] = Continue, ["continuar"] = Continue,
        ["replace"] = Replace, ["substituir"] = Replace,
        ["show"] = Show, ["mostrar"] = Show,
        ["models"] = Models, ["modelos"] = Models,
        ["tokens"] = Count,
        ["new"] = New, ["nova"] = New,
        ["edit"] = Edit, ["editar"] = Edit,
        ["duplicate"] = Duplicate, ["duplicar"] = Duplicate,
        ["delete"] = Delete, ["excluir"] = Delete,
        ["export"] = Export, ["exportar"] = Export,
        ["compare"] = Compare, ["comparar"] = Compare,
        ["files"] = Files, ["arquivos"] = Files,
        ["code"] = Code, ["código"] = Code, ["codigo"] = Code,
        ["run-code"] = RunCode, ["executar-código"] = RunCode, ["executar-codigo"] = RunCode,
        ["model"] = Model, ["modelo"] = Model,
        ["unload"] = Unload, ["descarregar"] = Unload,
        ["download"] = Download, ["baixar"] = Download,
        ["about"] = About, ["sobre"] = About,
        ["help"] = Help, ["ajuda"] = Help, ["?"] = Help,
        ["quit"] = Quit, ["exit"] = Quit, ["sair"] = Quit, ["q"] = Quit,
    };

    /// <summary>The command and the rest of the line; the command is null when the word is not known.</summary>
    public static (string? Command, string Argument) Read(string line)
    {
        string[] words = line.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
        string rest = words.Length > 1 ? words[1] : "";
        return (s_words.GetValueOrDefault(words[0]), rest);
    }
}
