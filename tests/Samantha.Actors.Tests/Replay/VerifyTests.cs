using System.Collections.Immutable;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Replay;
using Samantha.Actors.Sessions;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.Sessions;
using Samantha.Engine.Client;

namespace Samantha.Actors.Tests.Replay;

/// <summary>Recorded responses answered again with the real engine.</summary>
public class VerifyTests
{
    private const string Chain = """
        models = ["samantha-mini-q8_0"]
        prompts = ["Who are you?", "Say it in other words.", "And now with a rhyme."]
        loops = 4
        feedback-loop = on
        reset-model = off
        hyperparameters { temperature = 0.9, top_p = 0.95, min_p = 0.02, typical_p = 1, tfs_z = 1, top_k = 40, seed = 11, n_ctx = 512, max_tokens = 24 }
        """;

    private static async Task<ReplayedStep[]> VerifyAsync(ProgramUnderTest program, IEnumerable<SessionEvent> events, int? threads = null)
    {
        var supply = new EngineSupply(
            new EngineCommand("dotnet", [Places.ScriptedEngine, "real"]), new EngineOptions(EngineLibraries.Find(Places.Home)));
        var resolver = new ModelResolver([new ModelFolder(Path.Combine(Places.Home, "models"))], program.Data.ModelsFolder);
        var verifier = new SessionVerifier(supply, resolver, new ModelHashes(program.Data.ModelHashesFile));
        var steps = new List<ReplayedStep>();
        await foreach (ReplayedStep step in verifier.VerifyAsync(events, threads))
        {
            steps.Add(step);
        }

        return [.. steps];
    }

    [Fact(Timeout = 120_000)]
    public async Task Every_response_of_a_seeded_session_is_the_same_again_and_what_is_not_the_same_is_named()
    {
        await using var program = ProgramUnderTest.WithRealEngine();
        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain(Chain));
        ImmutableArray<SessionEvent> events = program.Journal(ended.Session);
        ModelReceipt receipt = events.OfType<ModelLoaded>().Single().Receipt!;
        Assert.True(receipt is { BatchTokens: > 0, MicroBatchTokens: > 0, Sampler.Length: > 0, TemplateSha256.Length: 64, CpuVariant.Length: > 0 });
        Assert.Single(events.OfType<ModelHashed>());
        Assert.All(events.OfType<ResponseCommitted>(), response => Assert.NotEmpty(response.TokenIds!));

        ReplayedStep[] same = await VerifyAsync(program, events);
        Assert.Equal(12, same.Length);
        Assert.All(same, step => Assert.True(step is { Difference: null, Causes.IsEmpty: true }, $"{step}"));

        // Another number of threads, and a journal whose third response is another one at its fifth token.
        int other = receipt.Threads == 1 ? 2 : 1;
        Assert.All(
            await VerifyAsync(program, events.Where(e => e is not StepStarted { Position.Loop: > 1 }), other),
            step => Assert.Contains(step.Causes, cause => cause == $"threads: {receipt.Threads} then, {other} now"));
        SessionEvent[] forged = [.. events.Select(e => e is ResponseCommitted { Position: { Loop: 1, Prompt: 3 } } response
            ? response with { TokenIds = Forged(response.TokenIds!) } : e)];
        ReplayedStep different = Assert.Single(await VerifyAsync(program, forged), step => step.Difference is not null);
        Assert.Equal(("L1.M1.R1.P3", 4), (different.Position.StepId, different.Difference!.TokenIndex));
        Assert.Empty(different.Difference.Causes);
    }

    private static string Forged(string tokens)
    {
        string[] ids = tokens.Split(' ');
        ids[4] = ids[4] == "7" ? "8" : "7";
        return string.Join(' ', ids);
    }
}
