using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Replay;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.Evidence;
using Samantha.Chains.Sessions;
using Samantha.Chains.Steering;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using ModelLoaded = Samantha.Chains.Sessions.ModelLoaded;

namespace Samantha.Actors.Tests.Sessions;

/// <summary>How tokens were chosen: kept by sessions that are asked to, told to those who watch, recomputed, and verified.</summary>
public class EvidenceTests
{
    private const string Lively = """
        models = ["samantha-mini-q8_0"]
        prompts = ["Write a poem about the sea.", "Who are you?"]
        hyperparameters { preset = stochastic, seed = 4, max_tokens = 20 }
        """;

    [Fact(Timeout = 120_000)]
    public async Task A_session_that_keeps_evidence_has_it_for_every_token_and_its_events_stay_what_they_were()
    {
        await using var program = ProgramUnderTest.WithRealEngine();
        SessionId plain = await program.StartAsync(ProgramUnderTest.Chain(Lively));
        await program.EndAsync(plain);
        SessionId kept = await program.StartAsync(
            ProgramUnderTest.Chain(Lively + "\nevidence { enabled = on, candidates = 4 }"));
        await program.EndAsync(kept);

        Assert.Equal(program.Responses(plain), program.Responses(kept));
        Assert.Equal(Kinds(program, plain), Kinds(program, kept));
        using JournalReader reader = JournalReader.Open(program.Data.SessionFolder(kept));
        foreach (ResponseCommitted response in program.Journal(kept).OfType<ResponseCommitted>())
        {
            ImmutableArray<TokenEvidence> tokens = SessionEvidence.Kept(reader, response);
            Assert.Equal(
                TokenIds.Read(response.TokenIds).ToArray(), tokens.Where(t => !t.EndsTurn).Select(t => t.Token).ToArray());
            Assert.All(tokens, token => Assert.InRange(token.Candidates.Length, 4, 5));
        }

        using JournalReader without = JournalReader.Open(program.Data.SessionFolder(plain));
        Assert.Empty(without.ReadEvidence());
    }

    [Fact(Timeout = 120_000)]
    public async Task Kept_and_recomputed_evidence_is_the_same_and_holds_against_another_evaluation()
    {
        await using var program = ProgramUnderTest.WithRealEngine();
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(Lively + "\nevidence = on"));
        await program.EndAsync(id);
        using JournalReader reader = JournalReader.Open(program.Data.SessionFolder(id));
        var evidence = new SessionEvidence(Supply(), Resolver(program));

        List<ExplainedResponse> kept = await ListAsync(evidence.ReadAsync(reader, null, 10, recompute: false, default));
        List<ExplainedResponse> again = await ListAsync(evidence.ReadAsync(reader, null, 10, recompute: true, default));
        List<VerifiedLogits> verified = await ListAsync(
            new LogitVerifier(Supply(), Resolver(program)).VerifyAsync(reader, null, 4, default));

        Assert.All(kept, response => Assert.True(response.FromJournal));
        Assert.All(again, response => Assert.True(!response.FromJournal && response.SameTokens));
        foreach ((ExplainedResponse one, ExplainedResponse other) in kept.Zip(again))
        {
            Assert.Equal(one.Tokens.Select(Line).ToArray(), other.Tokens.Select(Line).ToArray());
        }

        Assert.Equal(2, verified.Count);
        Assert.All(verified, v => Assert.True(v.Holds, v.ToString()));
        Assert.All(verified, v => Assert.InRange(v.Tokens, 2, 21));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_verification_names_the_token_whose_evidence_was_changed()
    {
        await using var program = ProgramUnderTest.WithRealEngine();
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(Lively + "\nevidence = on"));
        await program.EndAsync(id);
        string folder = program.Data.SessionFolder(id);
        Falsify(folder);

        using JournalReader reader = JournalReader.Open(folder);
        List<VerifiedLogits> verified = await ListAsync(
            new LogitVerifier(Supply(), Resolver(program)).VerifyAsync(reader, null, 1, default));

        Assert.False(verified[0].Holds);
        Assert.InRange(verified[0].LogitDifferenceMax, 0.4, 0.6);
        Assert.Equal([2], verified[0].Ranks.ToArray());
        Assert.True(verified[1].Holds);
    }

    [Fact(Timeout = 120_000)]
    public async Task Damaged_evidence_is_left_out_and_the_session_stays_whole()
    {
        await using var program = ProgramUnderTest.WithRealEngine();
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(Lively + "\nevidence = on"));
        await program.EndAsync(id);
        string folder = program.Data.SessionFolder(id);
        Change(folder, "UPDATE evidence SET data = x'0102' WHERE step_id = 'L1.M1.R1.P1'");

        using JournalReader reader = JournalReader.Open(folder);
        EvidenceRow row = Assert.Single(reader.ReadEvidence());

        Assert.Equal("L1.M1.R1.P2", row.StepId);
        Assert.Equal(1, reader.DamagedEvidence);
        Assert.Equal(2, program.Responses(id).Length);
    }

    [Fact(Timeout = 120_000)]
    public async Task Whoever_watches_steps_through_tokens_and_a_stop_is_obeyed_while_it_waits()
    {
        await using var program = ProgramUnderTest.WithRealEngine();
        SessionId id = program.Data.CreateSession("watched", TimeProvider.System);
        await program.System.StartAsync(id, ProgramUnderTest.Chain(Lively), null, new ResponsePace(Step: true, Candidates: 3));

        StepTokensExplained first = await program.NewsAsync<StepTokensExplained>();
        program.System.Steer(id, new AdvanceResponse(2));
        await program.NewsAsync<StepTokensExplained>(n => n.Tokens[^1].Index == 2);
        program.System.Steer(id, new PreviewChoice(new Engine.Sampling.SamplingSettings(), 3));
        StepChoicePreviewed preview = await program.NewsAsync<StepChoicePreviewed>();
        CommandAnswer answer = await program.System.CommandAsync(id, SessionCommand.StopNow);
        SessionEnded ended = await program.EndAsync(id);

        Assert.Equal(0, first.Tokens[0].Index);
        Assert.Equal(2, preview.Token.Index);
        Assert.Equal(1, preview.Token.Rank);
        Assert.True(answer.Accepted);
        Assert.Equal(SessionStatusText.Stopped, ended.Status);
        Assert.Empty(program.Responses(id));
    }

    /// <summary>Loads and hashes apart: the second session finds the model loaded.</summary>
    private static Type[] Kinds(ProgramUnderTest program, SessionId id) =>
        [.. program.Journal(id).Where(e => e is not (ModelLoaded or ModelHashed)).Select(e => e.GetType())];

    private static string Line(TokenEvidence token) => string.Join(' ', [
        token.Index, token.Token, token.Rank, token.EndsTurn, token.Probability, token.DrawnProbability,
        .. token.Candidates.Select(c => $"{c.Token}:{c.Text}:{string.Join('/', c.Logits)}:{c.RemovedBy}"),
    ]);

    private static EngineSupply Supply() => new(
        new EngineCommand("dotnet", [Places.ScriptedEngine, "real"]), new EngineOptions(EngineLibraries.Find(Places.Home)));

    private static ModelResolver Resolver(ProgramUnderTest program) => new(
        [new ModelFolder(Path.Combine(Places.Home, "models"))], program.Data.ModelsFolder);

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> list = [];
        await foreach (T item in items)
        {
            list.Add(item);
        }

        return list;
    }

    /// <summary>Another rank and another logit for the third token of the first response, with a checksum that fits.</summary>
    private static void Falsify(string folder)
    {
        EvidenceRow row;
        using (JournalReader reader = JournalReader.Open(folder))
        {
            row = reader.ReadEvidence("L1.M1.R1.P1").First();
        }

        List<TokenEvidence> tokens = [.. EvidenceCodec.Read(row.Block.Data)];
        TokenEvidence third = tokens[2];
        EvidenceCandidate best = third.Candidates[0];
        tokens[2] = third with
        {
            Rank = third.Rank + 3,
            Candidates = third.Candidates.SetItem(0, best with { Logits = best.Logits.SetItem(0, best.Logits[0] + 0.5f) }),
        };
        EvidenceRow changed = row with { Block = EvidenceCodec.Write(tokens) };
        Change(
            folder,
            "UPDATE evidence SET data = $data, checksum = $checksum WHERE step_id = 'L1.M1.R1.P1'",
            ("$data", changed.Block.Data.ToArray()),
            ("$checksum", EvidenceTable.Checksum(changed)));
    }

    private static void Change(string folder, string sql, params (string Name, object Value)[] values)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, JournalWriter.FileName), Pooling = false,
        };
        using var connection = new SqliteConnection(settings.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        Assert.True(command.ExecuteNonQuery() > 0);
    }
}
