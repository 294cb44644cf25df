using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;
using Samantha.Chains.Tests.Sessions;

namespace Samantha.Chains.Tests.ChainFiles;

public class ChainNotesTests
{
    [Theory]
    [InlineData("notes = [\"first\", \"\"]", new[] { "first", "" })]
    [InlineData("notes = \"\"\"\n  first\n  $$$\n\n  $$$\n\"\"\"", new[] { "first", "" })]
    [InlineData("notes = \"\"\"\n  first,\n    indented\n  $$$\n  second\n\"\"\"", new[] { "first,\n  indented", "second" })]
    [InlineData("notes = one", new[] { "one" })]
    public void Notes_are_a_list_or_one_text_with_marks_between_them(string written, string[] notes) =>
        Assert.Equal(notes, Read(written).Chain!.Notes.AsEnumerable());

    [Theory]
    [InlineData("notes = [a, b, c]", 2, 9, "notes has 3 texts, and the chain has 2 prompts")]
    [InlineData("notes { a = b }", 2, 1, "notes must be a list of texts")]
    public void A_mistake_has_its_place(string written, int line, int column, string problem)
    {
        var found = Assert.Single(Read(written).Diagnostics, one => one.IsError);

        Assert.Contains(problem, found.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (found.Line, found.Column));
    }

    [Fact]
    public void A_note_is_shown_with_its_step_and_neither_sent_nor_part_of_what_the_chain_does()
    {
        var chain = TestChains.Of("a", "1", "2") with { Notes = ["", "Look at the ranks."] };
        var session = SimulatedSession.Begin(chain).Run();
        var started = session.Events.OfType<StepStarted>().ToList();

        Assert.Equal([null, "Look at the ranks."], started.Select(step => step.Note));
        Assert.Equal("2", started[1].Prompt);
        Assert.Contains("\nLook at the ranks.\n\n> 2", session.StableTranscript, StringComparison.Ordinal);
        Assert.Equal(ChainFingerprint.Of(chain), ChainFingerprint.Of(chain with { Notes = [] }));
        Assert.DoesNotContain("note", ChainJson.Serialize(chain with { Notes = [] }), StringComparison.Ordinal);
        Assert.Equal(chain.Notes.AsEnumerable(), ChainJson.Deserialize(ChainJson.Serialize(chain)).Notes.AsEnumerable());
    }

    private static ChainFileResult Read(string written) => ChainFileReader.Read(
        $"chain {{ models = m, prompts = [p, q]\n{written}\n}}", "f", _ => throw new InvalidOperationException());
}
