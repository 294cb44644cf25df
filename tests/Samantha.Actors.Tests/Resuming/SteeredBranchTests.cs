using System.Collections.Immutable;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Replay;
using Samantha.Actors.Resuming;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Steering;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Tests.Resuming;

/// <summary>Branches at a token, with the demonstration model.</summary>
public class SteeredBranchTests
{
    private const string Lively = """
        models = ["samantha-mini-q8_0"]
        prompts = ["Write a poem about the sea.", "Who are you?", "Say it again."]
        feedback-loop = on
        evidence = on
        hyperparameters { preset = stochastic, seed = 4, max_tokens = 16 }
        """;

    private static readonly StepPosition s_second = new(1, 1, 1, 2);

    [Fact(Timeout = 180_000)]
    public async Task A_branch_has_the_tokens_before_the_chosen_one_and_repeats_token_by_token_and_its_original_stays()
    {
        await using var program = ProgramUnderTest.WithRealEngine();
        SessionId original = await program.StartAsync(ProgramUnderTest.Chain(Lively));
        await program.EndAsync(original);
        ImmutableArray<SessionEvent> before = program.Journal(original);
        var (wish, tokens) = OtherCandidate(program, original, 1);

        SessionId branch = await program.System.BranchAsync(original, wish);
        Assert.True((await program.System.ResumeAsync(branch, ResumeTerms.AsRecorded)).Accepted);
        await program.EndAsync(branch);

        ResponseCommitted steered = Response(program, branch, s_second);
        Assert.Equal([tokens[0], wish.Token!.Id], TokenIds.Read(steered.TokenIds).Take(2));
        Assert.Equal(Response(program, original, new(1, 1, 1, 1)).Text, Response(program, branch, new(1, 1, 1, 1)).Text);
        Assert.Equal(steered.Text, program.Journal(branch).OfType<StepStarted>().Last().PreviousResponse);
        Assert.Equal(before.Select(SessionEventJson.Serialize), program.Journal(original).Select(SessionEventJson.Serialize));
        Assert.Equal(original, SessionOrigin.Read(program.Data.SessionFolder(branch)));
        Assert.All(await VerifyAsync(program, branch), step => Assert.Null(step.Difference));
        using JournalReader reader = JournalReader.Open(program.Data.SessionFolder(branch));
        Assert.Equal(3, reader.ReadEvidence().Select(row => row.StepId).Distinct().Count());
        Assert.True(SessionEvidence.Kept(reader, steered)[0].Given);
    }

    [Fact(Timeout = 180_000)]
    public async Task Whoever_gives_back_what_was_chosen_gets_the_same_response_and_a_stop_in_a_branch_is_resumed()
    {
        await using var program = ProgramUnderTest.WithRealEngine();
        SessionId original = await program.StartAsync(ProgramUnderTest.Chain(Lively));
        await program.EndAsync(original);
        ImmutableArray<int> tokens = TokenIds.Read(Response(program, original, s_second).TokenIds);

        // Settings that change nothing: only the given tokens are different from the original's way.
        Assert.True(Chains.Prompts.SettingsText.TryRead("max_tokens=16", out var same, out _));
        SessionId branch = await program.System.BranchAsync(original, new SteeringWish(s_second, 5, null, same));
        await program.System.ResumeAsync(branch, ResumeTerms.AsRecorded, new ResponsePace(Step: true, Candidates: 3));
        StepTokensExplained first = await program.NewsAsync<StepTokensExplained>(n => n.Session == branch);
        await program.System.CommandAsync(branch, SessionCommand.StopNow);
        await program.EndAsync(branch);
        await program.System.ResumeAsync(branch, ResumeTerms.AsRecorded);
        await program.EventAsync<SessionFinished>(e => e.Sequence > 0 && program.Journal(branch)[^1] is SessionFinished);

        Assert.Equal(s_second, first.Position);
        Assert.Equal(TokenIds.Write(tokens), Response(program, branch, s_second).TokenIds);
        Assert.Equal(program.Responses(original), program.Responses(branch));
        Assert.Equal(
            2, program.Journal(branch).OfType<StepStarted>().Count(started => started.GivenTokens == TokenIds.Write(tokens.Take(5))));
    }

    [Fact(Timeout = 180_000)]
    public async Task A_running_response_goes_on_otherwise_in_a_branch_while_its_own_session_rests()
    {
        await using var program = ProgramUnderTest.WithRealEngine();
        SessionId original = program.Data.CreateSession("live", TimeProvider.System);
        await program.System.StartAsync(
            original, ProgramUnderTest.Chain(Lively), null, new ResponsePace(Step: true, Candidates: 3));
        StepTokensExplained first = await program.NewsAsync<StepTokensExplained>();
        Chains.Evidence.TokenEvidence token = first.Tokens[0];
        var other = token.Candidates.First(candidate => candidate.Token != token.Token);
        var wish = new SteeringWish(first.Position, 0, new SteeredToken(other.Token, other.Text))
        {
            TokensSoFar = TokenIds.Write([token.Token]),
        };

        SessionId branch = await program.System.BranchAsync(original, wish);
        await program.System.CommandAsync(original, SessionCommand.Pause);
        await program.System.ResumeAsync(branch, ResumeTerms.AsRecorded);
        await program.EndAsync(branch);
        await program.System.CommandAsync(original, SessionCommand.Continue);
        program.System.Steer(original, new SetPace(ResponsePace.Free));
        await program.EndAsync(original);

        Assert.Equal(other.Token, TokenIds.Read(Response(program, branch, first.Position).TokenIds)[0]);
        Assert.Equal(token.Token, TokenIds.Read(Response(program, original, first.Position).TokenIds)[0]);
        Assert.Equal(3, program.Responses(branch).Length);
        Assert.Equal(3, program.Responses(original).Length);
    }

    [Fact(Timeout = 180_000)]
    public async Task The_token_that_ends_a_turn_can_be_chosen_and_one_beyond_it_cannot()
    {
        await using var program = ProgramUnderTest.WithRealEngine();
        SessionId original = await program.StartAsync(ProgramUnderTest.Chain(Lively));
        await program.EndAsync(original);
        const int EndOfTurn = 2047;

        SessionId branch = await program.System.BranchAsync(
            original, new SteeringWish(s_second, 2, new SteeredToken(EndOfTurn, "<|im_end|>")));
        await program.System.ResumeAsync(branch, ResumeTerms.AsRecorded);
        await program.EndAsync(branch);

        ResponseCommitted cut = Response(program, branch, s_second);
        Assert.Equal((2, ResponseStopReason.EndOfTurn), (cut.ResponseTokens, cut.StopReason));
        Assert.All(await VerifyAsync(program, branch), step => Assert.Null(step.Difference));
        BranchException refused = await Assert.ThrowsAsync<BranchException>(() => program.System.BranchAsync(
            original, new SteeringWish(s_second, 400, new SteeredToken(5, "x"))));
        Assert.Contains("so there is no token 401", refused.Message, StringComparison.Ordinal);
    }

    private static (SteeringWish Wish, ImmutableArray<int> Tokens) OtherCandidate(ProgramUnderTest program, SessionId id, int index)
    {
        ResponseCommitted response = Response(program, id, s_second);
        using JournalReader reader = JournalReader.Open(program.Data.SessionFolder(id));
        var token = SessionEvidence.Kept(reader, response)[index];
        var other = token.Candidates.First(candidate => candidate.Token != token.Token);
        return (new SteeringWish(s_second, index, new SteeredToken(other.Token, other.Text)), TokenIds.Read(response.TokenIds));
    }

    private static ResponseCommitted Response(ProgramUnderTest program, SessionId id, StepPosition position) =>
        program.Journal(id).OfType<ResponseCommitted>().Last(response => response.Position == position);

    private static async Task<List<ReplayedStep>> VerifyAsync(ProgramUnderTest program, SessionId id)
    {
        var supply = new EngineSupply(
            new EngineCommand("dotnet", [Places.ScriptedEngine, "real"]), new EngineOptions(EngineLibraries.Find(Places.Home)));
        var resolver = new ModelResolver([new ModelFolder(Path.Combine(Places.Home, "models"))], program.Data.ModelsFolder);
        List<ReplayedStep> steps = [];
        await foreach (ReplayedStep step in new SessionVerifier(supply, resolver, new ModelHashes(program.Data.ModelHashesFile))
            .VerifyAsync(program.Journal(id)))
        {
            steps.Add(step);
        }

        return steps;
    }
}
