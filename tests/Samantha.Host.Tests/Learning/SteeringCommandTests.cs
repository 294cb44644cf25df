using System.Globalization;
using System.Text.Json;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Learning;

/// <summary>tokens, export, branch, diff, verify-logits and run --learn through the real program and the demonstration model.</summary>
public sealed class SteeringCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 180_000)]
    public async Task A_token_is_looked_at_replaced_compared_and_verified()
    {
        (await SamanthaProcess.RunAsync(
            Data, "run", "-p", "Write a poem about the sea.", "-m", "samantha-mini", "--preset", "stochastic", "--seed", "4",
            "--max-tokens", "12", "--evidence")).AssertDone();
        Outcome json = await Cli.RunAsync("tokens", "last", "--json", "--data", Data);
        JsonElement[] tokens = json.JsonLines();
        Outcome csv = await Cli.RunAsync("tokens", "last", "--csv", "--data", Data);
        CheckTable(tokens, csv.Out);
        Assert.Equal(csv.Out, (await Cli.RunAsync("export", "last", "-f", "csv", "--tokens", "-o", "-", "--data", Data)).Out);
        Outcome lines = await Cli.RunAsync("export", "last", "-f", "jsonl", "-o", "-", "--data", Data);
        Assert.Contains("\"drawnProbability\"", lines.Out, StringComparison.Ordinal);

        JsonElement third = tokens[2];
        JsonElement other = third.GetProperty("candidates").EnumerateArray().First(one => Id(one) != Id(third));
        string choose = Id(other).ToString(CultureInfo.InvariantCulture);
        Outcome branch = await SamanthaProcess.RunAsync(Data, "branch", "last", "--token", "3", "--choose", choose);
        branch.AssertDone();
        Assert.Contains($"-> '{other.GetProperty("text").GetString()}' (id {choose})", branch.Error, StringComparison.Ordinal);

        Outcome diff = await Cli.RunAsync("diff", "last", "--json", "--data", Data);
        Assert.Equal(3, diff.JsonLines().Single().GetProperty("firstDifferentToken").GetInt32());
        Assert.Contains("{+", (await Cli.RunAsync("diff", "last", "--data", Data)).Out, StringComparison.Ordinal);
        Assert.Contains("(branch of ", (await Cli.RunAsync("sessions", "--data", Data)).Out, StringComparison.Ordinal);
        Assert.Contains("L1.M1.R1.P1 token 3: ", (await Cli.RunAsync("show", "last", "--data", Data)).Out, StringComparison.Ordinal);
        (await SamanthaProcess.RunAsync(Data, "replay", "last", "--verify")).AssertDone();
        Outcome verified = await SamanthaProcess.RunAsync(Data, "verify-logits", "last", "--json");
        verified.AssertDone();
        Assert.Equal(0, verified.JsonLines().Single().GetProperty("logitDifferenceMax").GetDouble());
        await RefusesAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Somebody_who_steps_through_tokens_sets_chooses_and_follows_the_branch()
    {
        using SamanthaProcess run = SamanthaProcess.Talk(
            Data, "run", "-p", "Write a poem about the sea.", "-m", "samantha-mini", "--preset", "stochastic", "--seed", "4",
            "--max-tokens", "6", "--learn", "--step", "--candidates", "4");
        await run.WaitForAsync(seen => seen.Out.Contains("token 1: ", StringComparison.Ordinal));
        run.Say("choose 77");
        await run.WaitForAsync(seen => seen.Error.Contains("a candidate's number, 1 to 4", StringComparison.Ordinal));
        run.Say("nonsense");
        await run.WaitForAsync(seen => seen.Error.Contains("'nonsense' is not known", StringComparison.Ordinal));
        run.Say("set temperature=3 top_p=1 min_p=0");
        await run.WaitForAsync(seen => seen.Out.Contains("what if; nothing is changed:\ntoken 1: ", StringComparison.Ordinal));
        run.Say("token 1");
        run.Say("choose 2");
        await run.WaitForAsync(seen => seen.Out.Contains("rank 2 of 2048, given", StringComparison.Ordinal));
        run.Say("go");
        Outcome ended = await run.EndAsync();

        ended.AssertDone();
        Assert.Contains(" is a branch of ", ended.Error, StringComparison.Ordinal);
        Assert.Contains("[finished]", ended.Out, StringComparison.Ordinal);
        JsonElement[] sessions = (await Cli.RunAsync("sessions", "--json", "--data", Data)).JsonLines();
        Assert.Equal(["finished", "stopped"], sessions.Select(session => session.GetProperty("status").GetString()));
    }

    private async Task RefusesAsync()
    {
        Task<Outcome> Branch(params string[] args) => Cli.RunAsync(["branch", "last", "--data", Data, .. args]);
        (await Branch("--token", "99", "--choose", "5")).AssertFails(2, " tokens, so there is no token 99", "samantha tokens");
        (await Branch("--token", "3")).AssertFails(2, "nothing would be different");
        (await Branch("--choose", "5")).AssertFails(2, "--token is missing");
        (await Branch("--token", "3", "--set", "temprature=1")).AssertFails(2, "Did you mean temperature?");
        (await Branch("--token", "3", "--step", "L7.M1.R1.P1", "--choose", "5")).AssertFails(2, "no finished response to step");
    }

    // The table and the lines are two forms of the same numbers.
    private static void CheckTable(JsonElement[] tokens, string csv)
    {
        string[] rows = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        string[] headings = rows[0].Split(',');
        int Column(string name) => Array.IndexOf(headings, name);
        JsonElement[] candidates = [.. tokens.SelectMany(token => token.GetProperty("candidates").EnumerateArray())];
        Assert.Equal(candidates.Length, rows.Length - 1);
        foreach ((int i, JsonElement candidate) in candidates.Index())
        {
            // From the back, because a text may hold commas.
            string[] fields = rows[i + 1].Split(',');
            double FromBack(string name) => double.Parse(fields[fields.Length - headings.Length + Column(name)], CultureInfo.InvariantCulture);
            Assert.Equal((float)candidate.GetProperty("logits")[0].GetDouble(), (float)FromBack("logit"));
            Assert.InRange(FromBack("drawn_probability"), 0, 1.0000001);
        }

        foreach (JsonElement token in tokens)
        {
            double drawn = token.GetProperty("candidates").EnumerateArray()
                .Select(one => one.GetProperty("probabilities").EnumerateArray().Last())
                .Sum(last => last.ValueKind == JsonValueKind.Number ? last.GetDouble() : 0);
            double rest = token.GetProperty("stages").EnumerateArray().Last().GetProperty("massNotShown").GetDouble();
            Assert.Equal(1, drawn + rest, 6);
        }
    }

    private static int Id(JsonElement element) => element.GetProperty("token").GetInt32();
}
