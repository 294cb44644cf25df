using System.Collections.Immutable;
using System.CommandLine;
using Samantha.Chains.Settings;
using Samantha.Host.Help;

namespace Samantha.Host.Commands;

/// <summary>
/// Every chain setting as an option, in the groups of the help page. Declares only; <see cref="ChainOptionReader"/> turns what
/// was given into values. All take text, so that messages about wrong values are ours and say what is allowed.
/// </summary>
internal sealed class ChainOptionSet
{
    public Option<string[]> Models { get; } = new("--model", "-m")
    {
        HelpName = "MODEL",
        Description = "A .gguf file, a name from the models folders, or an https address; may be repeated, order matters.",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string[]> Prompts { get; } = new("--prompt", "-p")
    {
        HelpName = "TEXT",
        Description = "A prompt, sent as it is; may be repeated. Write --prompt=TEXT for a text that starts with a dash.",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string> PromptsFile { get; } = Text(
        "--prompts", "FILE", "A prompt list ($$$ between prompts, --- leaves one out); - reads it from standard input.");

    public Option<string> System { get; } = Text("--system", "TEXT", "The system prompt.");

    public Option<string> SystemFile { get; } = Text("--system-file", "FILE", "The system prompt from a file.");

    public Option<string> Previous { get; } =
        Text("--previous", "TEXT", "What stands as the model's previous response at the start.");

    public Option<string> PreviousFile { get; } = Text("--previous-file", "FILE", "The same from a file.");

    public Option<string> Name { get; } = Text("--name", "NAME", "The chain's name; part of the session's id.");

    public Option<string> Loops { get; } = Text("--loops", "N", "How often the whole chain runs: a number or endless.");

    public Option<string> Responses { get; } = Text("--responses", "N", "How often each model gets the prompt list in its turn.");

    /// <summary>On-off settings: option, its opposite, and the setting's name.</summary>
    public ImmutableArray<Switch> Switches { get; } =
    [
        new("feedback", "Every response becomes the next step's previous response."),
        new("cumulative", "The previous response grows by every response instead of being replaced."),
        new("single-response", "Model 1 answers prompt 1, model 2 prompt 2, and so on."),
        new("shuffle", "Draw the order of the models anew in every loop."),
        new("reset", "The model forgets the conversation before each step (on by default)."),
        new("random", "Draw hyperparameters for every response."),
        new("evidence", "Keep in the journal how each token was chosen (see samantha tokens)."),
    ];

    public Option<string> Preset { get; } = Text(
        "--preset", "NAME", "deterministic or stochastic: sets all samplers; single options win over it.");

    /// <summary>One option per row of the table of hyperparameters; stop may be repeated.</summary>
    public ImmutableArray<HyperparameterOption> Hyperparameters { get; } =
        [.. HyperparameterTable.Keys.Select(key => new HyperparameterOption(key))];

    public Option<string[]> Sweep { get; } = new("--sweep")
    {
        HelpName = "NAME=VALUES",
        Description = "Every combination of values in turn: \"temperature=0,0.5,1; top_p=0.5,0.9\"; | between blocks; off for none; "
            + "may be repeated.",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string> EvidenceCandidates { get; } = Text(
        "--evidence-candidates", "N", "How many candidates are kept for each token, 1 to 100 (10 unless set).");

    public Option<string> Threads { get; } = Text("--threads", "N", "Threads of the engine: auto or a number.");

    public Option<string> BatchTokens { get; } =
        Text("--batch-tokens", "N", "Prompt tokens evaluated at once: auto or a number.");

    public Option<string> FlashAttention { get; } = Text("--flash-attention", "auto|on|off", "The fused attention kernel.");

    public Option<string> OnError { get; } = Text("--on-error", "POLICY", "After a failed step: next-model, next-step or stop.");

    public Option<string> OnOverflow { get; } = Text(
        "--on-overflow", "POLICY", "When a step does not fit the context: fail, drop-oldest-feedback or stop.");

    public Option<string> Schedule { get; } = Text(
        "--schedule", "auto|as-written", "auto: grouped by model where nothing depends on the order, so that models load less often.");

    public Option<string[]> Health { get; } = new("--health")
    {
        HelpName = "[DETECTOR=]ACTION",
        Description = "Looks for loops and the like in responses: note, skip, raise-temperature, reseed, inject-prompt, next-model, "
            + "stop or off, for one detector (repetition, near-duplicate, circle, collapse, language-drift) or all; may be repeated.",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string> Encoding { get; } = Text(
        "--encoding", "NAME",
        "What the named text files are written in, unless a byte order mark says it: utf-8, utf-16 or latin-1.");

    public PdfOptionSet Pdf { get; } = new();

    public CodeOptionSet Code { get; } = new();

    public StopOptionSet Stop { get; } = new();

    public void AddTo(VerbCommand command)
    {
        command.AddGroup(
            "Models and prompts", Models, Prompts, PromptsFile, System, SystemFile, Previous, PreviousFile, Encoding);
        Pdf.AddTo(command);
        command.AddGroup(
            "The chain",
            [Name, Loops, Responses, Schedule, .. Switches.SelectMany(s => new Option[] { s.On, s.Off }), EvidenceCandidates]);
        command.AddGroup("Hyperparameters", [Preset, Sweep, .. Hyperparameters.Select(h => h.Option)]);
        command.AddGroup("Engine", Threads, BatchTokens, FlashAttention);
        Code.AddTo(command);
        command.AddGroup("Failures", OnError, OnOverflow, Health);
        Stop.AddTo(command);
    }

    public static Option<string> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description, Arity = ArgumentArity.ExactlyOne };
}
