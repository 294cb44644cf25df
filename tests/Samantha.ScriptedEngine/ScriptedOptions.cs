using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Samantha.ScriptedEngine;

/// <summary>
/// How the scripted engine behaves. Directives come from the arguments, from the model's file name (parts between dots, as in
/// <c>small.abort@decode.gguf</c>) and from a prompt whose last message begins with <c>!</c> (<c>!hang@prefill</c>).
/// </summary>
public sealed record ScriptedOptions
{
    public ImmutableArray<Directive> Directives { get; init; } = [];

    /// <summary>
    /// Directives from the arguments and the file name hold only until this file exists; then the engine behaves.
    /// </summary>
    public string? OnceFile { get; init; }

    /// <summary>Milliseconds between two tokens; a token is a word with the space in front of it.</summary>
    public int TokenMs { get; init; }

    public int LoadMs { get; init; }

    public int ContextTokens { get; init; } = 1024;

    /// <summary>The response; null answers "Response to: " and the last message.</summary>
    public string? Reply { get; init; }

    public static bool TryParse(string[] args, [NotNullWhen(true)] out ScriptedOptions? options, out string problem)
    {
        options = new ScriptedOptions();
        problem = string.Empty;
        foreach (string argument in args)
        {
            string[] pair = argument.Split('=', 2);
            string value = pair.Length == 2 ? pair[1] : string.Empty;
            bool isNumber = int.TryParse(value, out int number);
            ScriptedOptions? next = pair[0] switch
            {
                "--do" when Directive.TryParse(value) is { } directive =>
                    options with { Directives = options.Directives.Add(directive) },
                "--once" => options with { OnceFile = value },
                "--reply" => options with { Reply = value },
                "--token-ms" when isNumber => options with { TokenMs = number },
                "--load-ms" when isNumber => options with { LoadMs = number },
                "--context" when isNumber => options with { ContextTokens = number },
                _ => null,
            };
            if (next is null)
            {
                problem = $"unknown argument '{argument}'; known: real, --do=ACTION@PHASE, --once=FILE, --reply=TEXT, " +
                    "--token-ms=N, --load-ms=N, --context=N";
                return false;
            }

            options = next;
        }

        return true;
    }

    /// <summary>These options with the directives that a model's file name adds.</summary>
    public ScriptedOptions WithModelFile(string path) => this with
    {
        Directives = Directives.AddRange(
            Path.GetFileName(path).Split('.').Select(Directive.TryParse).OfType<Directive>()),
    };
}
