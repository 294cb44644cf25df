using System.Collections.Immutable;
using Samantha.Actors.Steps;
using Samantha.Chains.Evidence;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;

namespace Samantha.Figures;

/// <summary>Asks the demonstration model and tells how it chose, token by token.</summary>
internal sealed class Classroom(EngineClient engine)
{
    private const int CandidatesShown = 10;

    /// <summary>How the token behind a prompt and the beginning of a response is chosen.</summary>
    public async Task<TokenEvidence> ChooseAsync(string prompt, SamplingSettings settings, string given = "", string previous = "")
    {
        ImmutableArray<TokenEvidence> tokens = await RespondAsync(prompt, settings, given, previous, maxTokens: 1).ConfigureAwait(false);
        return tokens[^1];
    }

    /// <summary>How all tokens of a response are chosen; the given beginning is not among them.</summary>
    public async Task<ImmutableArray<TokenEvidence>> RespondAsync(
        string prompt, SamplingSettings settings, string given = "", string previous = "", int maxTokens = 60, ulong seed = 1)
    {
        int[] beginning = given.Length == 0 ? [] : [.. (await engine.TokenizeAsync(given, false, default).ConfigureAwait(false))
            .Tokens.Select(token => token.Id)];
        ImmutableArray<EngineMessage> messages = previous.Length == 0
            ? [new EngineMessage(EngineRole.User, prompt)]
            : [new(EngineRole.User, ""), new(EngineRole.Assistant, previous), new(EngineRole.User, prompt)];
        var tokens = new List<TokenEvidence>();
        await engine.GenerateAsync(
            new GenerateRequest(messages, settings)
            {
                Seed = seed, MaxTokens = beginning.Length + maxTokens, GivenTokens = [.. beginning],
                Pace = ResponsePace.Free with { Candidates = CandidatesShown },
            },
            update => tokens.AddRange(update is TokensGenerated generated ? StepEvidence.Of(generated.Explained) : []),
            default).ConfigureAwait(false);
        return [.. tokens.Where(token => token.Index >= beginning.Length)];
    }
}
