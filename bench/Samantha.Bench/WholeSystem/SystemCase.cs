namespace Samantha.Bench.WholeSystem;

/// <summary>
/// One line of the table: a model, a prompt of so many tokens, then so many decoded tokens; <c>Steps</c> of that make a sample,
/// so that a sample lasts long enough to see whether the machine was quiet.
/// </summary>
internal sealed record SystemCase(string Name, string Model, int Threads, int ContextTokens, int PromptTokens, int Generate, int Steps);
