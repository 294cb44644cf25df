using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Host.Exporting;

namespace Samantha.Host.Tests.Exporting;

/// <summary>Names in a journal lead to files of that step, and nowhere else.</summary>
public sealed class ProducedFilesTests
{
    private static readonly StepPosition s_step = new(1, 1, 1, 1);

    [Fact]
    public void A_produced_file_is_opened_and_linked()
    {
        using var session = new RecordedSession();
        var files = new ProducedFiles(session.Folder);
        using (Stream? content = files.Open(s_step, Named("out/table.csv")))
        {
            Assert.Equal(RecordedSession.Table.Length, content!.Length);
        }

        File.WriteAllText(session.WriteFile("L1.M1.R1.P1", "a b#?%é.txt"), "");
        Assert.Equal("files/L1.M1.R1.P1/a%20b%23%3F%25%C3%A9.txt", files.LinkFrom(session.Folder, s_step, Named("a b#?%é.txt")));
        Assert.StartsWith("../../sessions/", files.LinkFrom(Path.Combine(session.Data, "x", "y"), s_step, Named("out/table.csv")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../journal.db")]
    [InlineData("out/../../../journal.db")]
    [InlineData("/etc/passwd")]
    [InlineData("out//table.csv")]
    [InlineData("./out/table.csv")]
    [InlineData("out")]
    [InlineData("")]
    [InlineData("missing.txt")]
    [InlineData("link.txt")]
    [InlineData("linked/table.csv")]
    [InlineData("a:b")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    public void Every_other_name_leads_nowhere(string name)
    {
        using var session = new RecordedSession();
        string folder = Path.GetDirectoryName(session.WriteFile("L1.M1.R1.P1", "x"))!;
        File.CreateSymbolicLink(Path.Combine(folder, "link.txt"), "/etc/passwd");
        Directory.CreateSymbolicLink(Path.Combine(folder, "linked"), Path.Combine(folder, "out"));
        var files = new ProducedFiles(session.Folder);
        Assert.Null(files.Open(s_step, Named(name)));
        Assert.Null(files.LinkFrom(session.Folder, s_step, Named(name)));
    }

    private static ProducedFile Named(string name) => new(name, 1, "");
}
