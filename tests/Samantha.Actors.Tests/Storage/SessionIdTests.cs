using Samantha.Actors.Storage;

namespace Samantha.Actors.Tests.Storage;

public sealed class SessionIdTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 4, 59, TimeSpan.FromHours(2));

    [Fact]
    public void An_id_reads_as_utc_minute_name_and_four_characters()
    {
        SessionId id = SessionId.Create(Now, "Refine");

        Assert.Matches("^20261122-1004-refine-[a-z2-9]{4}$", id.Text);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 10, 4, 0, TimeSpan.Zero), id.CreatedUtc);
        Assert.Equal("refine", id.Name);
        Assert.Equal(4, id.Suffix.Length);
        Assert.Equal(id, SessionId.Parse(id.Text));
    }

    [Theory]
    [InlineData("", "chain")]
    [InlineData("///", "chain")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("Größe & Länge", "gr-e-l-nge")]
    [InlineData("a--b", "a-b")]
    [InlineData("\0\n\u001b[31m", "31m")]
    [InlineData("a name that is much longer than any id should be", "a-name-that-is-much-long")]
    public void A_chain_name_becomes_a_safe_part_of_a_folder_name(string chainName, string expected) =>
        Assert.Equal(expected, SessionId.Create(Now, chainName).Name);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("last")]
    [InlineData("20261122-1004-refine-k3f")]
    [InlineData("20261322-1004-refine-k3f9")]
    [InlineData("20261122-1004-Refine-k3f9")]
    [InlineData("20261122-1004-../..-k3f9")]
    [InlineData("20261122-1004-k3f9")]
    [InlineData("20261122_1004-refine-k3f9")]
    public void What_is_no_id_is_refused(string? text) => Assert.False(SessionId.TryParse(text, out _));

    [Fact]
    public void Ids_sort_by_time()
    {
        SessionId older = SessionId.Parse("20261122-1004-z-aaaa");
        SessionId newer = SessionId.Parse("20261122-1005-a-aaaa");

        Assert.True(older < newer);
    }
}
