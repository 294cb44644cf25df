using System.Globalization;

namespace Samantha.Bench;

/// <summary>
/// The size and type of a generated model, from the command line; checked, because llama.cpp ends its process on odd ones.
/// </summary>
internal sealed record ModelOptions
{
    public string Type { get; init; } = "q8_0";

    public int Dim { get; init; } = 1280;

    public int Layers { get; init; } = 24;

    public int Heads { get; init; } = 20;

    public int KvHeads { get; init; } = 4;

    public int Ffn { get; init; } = 3456;

    public int Vocab { get; init; } = 32_000;

    public int Context { get; init; } = 4096;

    public ulong Seed { get; init; } = 1;

    public int HeadLength => Dim / Heads;

    /// <summary>Reads `--name value` pairs; a problem is an ArgumentException whose message is meant for the user.</summary>
    public static ModelOptions Parse(ReadOnlySpan<string> arguments)
    {
        ModelOptions options = new();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length)
            {
                throw new ArgumentException($"{arguments[i]} needs a value");
            }

            string value = arguments[i + 1];
            options = arguments[i] switch
            {
                "--type" => options with { Type = value },
                "--dim" => options with { Dim = Number(arguments[i], value) },
                "--layers" => options with { Layers = Number(arguments[i], value) },
                "--heads" => options with { Heads = Number(arguments[i], value) },
                "--kv-heads" => options with { KvHeads = Number(arguments[i], value) },
                "--ffn" => options with { Ffn = Number(arguments[i], value) },
                "--vocab" => options with { Vocab = Number(arguments[i], value) },
                "--context" => options with { Context = Number(arguments[i], value) },
                "--seed" => options with { Seed = (ulong)Number(arguments[i], value) },
                _ => throw new ArgumentException(
                    $"unknown option {arguments[i]}; there are --type, --dim, --layers, --heads, --kv-heads, --ffn, --vocab, "
                    + "--context, --seed"),
            };
        }

        return options.FindProblem() is string problem ? throw new ArgumentException(problem) : options;
    }

    private static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new ArgumentException($"{name} is {value}; a whole number above 0 is needed");

    private string? FindProblem() => this switch
    {
        _ when RandomWeights.Find(Type) is null => $"--type is {Type}; q8_0 and q4_0 are possible",
        _ when Dim % 32 != 0 || Ffn % 32 != 0 => "--dim and --ffn must be multiples of 32, the block of the quantisations",
        _ when Dim % Heads != 0 || HeadLength % 2 != 0 => "--dim must be an even multiple of --heads",
        _ when Heads % KvHeads != 0 => "--heads must be a multiple of --kv-heads",
        _ when Layers > 512 => "--layers may be 512 at most",
        _ when Vocab < SyntheticVocabulary.TokensMin || Vocab > SyntheticVocabulary.TokensMax =>
            $"--vocab must be between {SyntheticVocabulary.TokensMin} and {SyntheticVocabulary.TokensMax}",
        _ => null,
    };
}
