namespace Samantha.Chains.Sessions;

/// <summary>
/// What a model was loaded with, as far as it can change a response: with equal receipts and equal files the same seed gives the
/// same tokens.
/// </summary>
/// <param name="LibraryVersion">Of llama.cpp.</param>
/// <param name="CpuVariant">The build of its arithmetic that this processor got.</param>
/// <param name="BatchThreads">Threads of prompt evaluation.</param>
/// <param name="MicroBatchTokens">Prompt tokens evaluated at once.</param>
/// <param name="TemplateSha256">Of the chat template's text, in hex.</param>
/// <param name="BatchTokens">Tokens in one call of the decoder; 0: recorded by a version that did not tell.</param>
/// <param name="Sampler">The filters in the order in which they work, the drawing of numbers included; empty as above.</param>
public sealed record ModelReceipt(
    string LibraryVersion, string CpuVariant, int Threads, int BatchThreads, int MicroBatchTokens, bool FlashAttention,
    string TemplateSha256, int BatchTokens = 0, string Sampler = "");
