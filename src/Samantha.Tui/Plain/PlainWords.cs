using System.Collections.Immutable;

namespace Samantha.Tui.Plain;

/// <summary>The words that plain mode understands, in both languages at once. Pure.</summary>
internal static class PlainWords
{
    public const string List = "list";
    public const string Check = "check";
    public const string Count = "tokens";
    public const string Start = "start";
    public const string New = "new";
    public const string Edit = "edit";
    public const string Duplicate = "duplicate";
    public const string Delete = "delete";
    public const string Sessions = "sessions";
    public const string Watch = "watch";
    public const string Resume = "resume";
    public const string ResumeRecorded = "resume-as-recorded";
    public const string Branch = "branch";
    public const string Detach = "detach";
    public const string Skip = "skip";
    public const string SkipModel = "skip-model";
    public const string Pause = "pause";
    public const string PauseUnload = "pause-unload";
    public const string Continue = "continue";
    public const string Replace = "replace";
    public const string Stop = "stop";
    public const string StopNow = "stop-now";
    public const string Show = "show";
    public const string Export = "export";
    public const string Compare = "compare";
    public const string Files = "files";
    public const string Code = "code";
    public const string RunCode = "run-code";
    public const string Learn = "learn";
    public const string Token = "token";
    public const string Step = "step";
    public const string Go = "go";
    public const string Pace = "pace";
    public const string WhatIf = "what-if";
    public const string Choose = "choose";
    public const string Keep = "keep";
    public const string Models = "models";
    public const string Model = "model";
    public const string Template = "template";
    public const string Metadata = "metadata";
    public const string Vocabulary = "vocabulary";
    public const string More = "more";
    public const string Tokenize = "tokenize";
    public const string TokenizeSpecial = "tokenize-special";
    public const string Unload = "unload";
    public const string Download = "download";
    public const string Settings = "settings";
    public const string Set = "set";
    public const string Log = "log";
    public const string About = "about";
    public const string Help = "help";
    public const string Quit = "quit";

    /// <summary>Command ids in the order of the help, with the words that mean them, the Portuguese ones behind the English.</summary>
    private static readonly (string Command, string[] Words)[] s_commands =
    [
        (List, ["listar", "lista"]), (Check, ["verificar"]), (Count, []), (Start, ["iniciar"]), (New, ["nova"]),
        (Edit, ["editar"]), (Duplicate, ["duplicar"]), (Delete, ["excluir"]),
        (Sessions, ["sessões", "sessoes"]), (Watch, ["acompanhar"]), (Resume, ["retomar"]),
        (ResumeRecorded, ["retomar-como-gravada"]), (Branch, ["ramificar"]), (Detach, ["desprender"]), (Skip, ["pular"]),
        (SkipModel, ["pular-modelo"]), (Pause, ["pausar"]), (PauseUnload, ["pausar-descarregar"]), (Continue, ["continuar"]),
        (Replace, ["substituir"]), (Stop, ["parar"]), (StopNow, ["parar-agora"]),
        (Show, ["mostrar"]), (Export, ["exportar"]), (Compare, ["comparar"]), (Files, ["arquivos"]), (Code, ["código", "codigo"]),
        (RunCode, ["executar-código", "executar-codigo"]),
        (Learn, ["aprender"]), (Token, []), (Step, ["passo"]), (Go, ["seguir"]), (Pace, ["ritmo"]), (WhatIf, ["e-se"]),
        (Choose, ["escolher"]), (Keep, ["manter"]),
        (Models, ["modelos"]), (Model, ["modelo"]), (Template, []), (Metadata, ["metadados"]),
        (Vocabulary, ["vocabulário", "vocabulario"]), (More, ["mais"]), (Tokenize, ["tokenizar"]),
        (TokenizeSpecial, ["tokenizar-especiais"]), (Unload, ["descarregar"]), (Download, ["baixar"]),
        (Settings, ["ajustes"]), (Set, ["ajustar"]), (Log, ["registro"]), (About, ["sobre"]), (Help, ["ajuda", "?"]),
        (Quit, ["sair", "exit", "q"]),
    ];

    private static readonly Dictionary<string, string> s_words = s_commands
        .SelectMany(command => command.Words.Prepend(command.Command).Select(word => (word, command.Command)))
        .ToDictionary(pair => pair.word, pair => pair.Command, StringComparer.OrdinalIgnoreCase);

    public static ImmutableArray<string> InOrder { get; } = [.. s_commands.Select(command => command.Command)];

    /// <summary>The command and the rest of the line; the command is null when the word is not known.</summary>
    public static (string? Command, string Argument) Read(string line)
    {
        (string word, string rest) = Split(line);
        return (s_words.GetValueOrDefault(word), rest);
    }

    /// <summary>The first word and what is behind it.</summary>
    public static (string Word, string Behind) Split(string text)
    {
        string[] words = text.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
        return (words[0], words.Length > 1 ? words[1] : "");
    }
}
