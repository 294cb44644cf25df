using Samantha.Chains.ChainFiles;

namespace Samantha.Storm;

/// <summary>A chain that the storm goes over. Everything in it is fixed, seeds included, so that each run has the same transcript.</summary>
internal sealed record StormChain(string Name, bool UsesModel, bool RunsCode, string Text)
{
    private const string Scripted = """
        models = ["alpha", "beta"]
        feedback-loop = on
        loops = 2
        """;

    /// <summary>Ten words or so each, so that a response takes a while.</summary>
    private const string Prompts = """
        prompts = [
          "tell me of the first morning and of the wind above the hills",
          "tell me of the second morning and of the rain on all the roofs",
          "tell me of the third morning and of the snow before the door"
        ]
        """;

    private const string Code = """"
        models = ["alpha"]
        run-code = on
        prompts = [
          """first
        ```python
        import time
        time.sleep(0.25)
        print("one")
        ```
        """,
          """second
        ```python
        import time
        time.sleep(0.25)
        print("two")
        ```
        """
        ]
        loops = 4
        hyperparameters { temperature = 0, seed = 3 }
        """";

    private const string Real = """
        models = ["samantha-mini-q8_0"]
        prompts = ["Write a poem about the sea and the people who live beside it.", "Go on with the poem, and say what the sea says."]
        feedback-loop = on
        loops = 4
        """;

    public static IReadOnlyList<StormChain> All { get; } =
    [
        new("scripted-greedy", false, false, $"{Scripted}\n{Prompts}\nhyperparameters {{ temperature = 0, seed = 1 }}"),
        new("scripted-seeded", false, false, $"{Scripted}\n{Prompts}\nhyperparameters {{ temperature = 0.8, seed = 2 }}"),
        new("scripted-code", false, true, Code),
        new("model-greedy", true, false,
            $"{Real}\nhyperparameters {{ n_ctx = 1024, max_tokens = 40, seed = 4, temperature = 0 }}"),
        new("model-seeded", true, false,
            $"{Real}\nhyperparameters {{ n_ctx = 1024, max_tokens = 40, seed = 5, temperature = 1.5, top_k = 1000 }}"),
    ];

    public static StormChain Named(string name) => All.First(chain => chain.Name == name);

    /// <summary>
    /// The engine's arguments: the real one, or a scripted one that takes its time over everything, so that there is something to hit.
    /// </summary>
    public string[] EngineArguments => UsesModel
        ? ["real"]
        : ["--load-ms=60", "--token-ms=4", "--do=slow-40@prefill"];

    public ChainDefinition Definition()
    {
        ChainFileResult result = ChainFileReader.Read(
            $"chain {{\nname = \"{Name}\"\n{Text}\n}}", Name, name => FileText.Failed(name, "no files here"));
        return result.Chain ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }
}
