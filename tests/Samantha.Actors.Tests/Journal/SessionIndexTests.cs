using System.Diagnostics;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Storage;

namespace Samantha.Actors.Tests.Journal;

public sealed class SessionIndexTests
{
    [Fact]
    public void Sessions_are_listed_newest_first_with_their_state_as_it_is_now()
    {
        using var folder = new TemporaryFolder();
        (DataFolder data, SessionIndex index) = Open(folder);
        Add(data, "20261122-1001-finished-aaaa", SessionStatusText.Finished);
        Add(data, "20261122-1002-dead-bbbb", SessionStatusText.Running);
        Add(data, "20261122-1003-alive-cccc", SessionStatusText.Running);
        Add(data, "20261122-1004-damaged-dddd", SessionStatusText.Running);
        File.WriteAllText(Path.Combine(data.SessionFolder(SessionId.Parse("20261122-1004-damaged-dddd")), "journal.db"), "?");
        Directory.CreateDirectory(data.SessionFolder(SessionId.Parse("20261122-1005-empty-eeee")));
        Directory.CreateDirectory(data.SessionFolder(SessionId.Parse("20261122-1006-begun-ffff")));
        File.WriteAllText(Path.Combine(data.SessionFolder(SessionId.Parse("20261122-1006-begun-ffff")), "journal.db"), "");
        Directory.CreateDirectory(Path.Combine(data.SessionsFolder, "not a session"));
        using SessionLock alive = SessionLock.Acquire(
            data.SessionFolder(SessionId.Parse("20261122-1003-alive-cccc")), TimeProvider.System);

        SessionListing[] list = [.. index.List()];

        Assert.Equal(["begun", "empty", "damaged", "alive", "dead", "finished"], list.Select(listing => listing.Id.Name));
        Assert.Equal(
            ["empty", "empty", "damaged", "running", "interrupted", "finished"], list.Select(listing => listing.Status));
        Assert.Equal(Environment.ProcessId, list[3].Owner?.ProcessId);
        Assert.Equal([false, false, true, false, false, false], list.Select(listing => listing.Problem is not null));
        Assert.Equal(8, list[5].Summary?.StepsTotal);
    }

    [Fact]
    public void A_session_is_found_by_prefix_by_its_last_characters_and_by_the_word_last()
    {
        using var folder = new TemporaryFolder();
        (DataFolder data, SessionIndex index) = Open(folder);
        string[] ids = ["20261122-1004-poet-aaaa", "20261122-1004-refine-bbbb", "20261123-0900-refine-cccc"];
        foreach (string id in ids)
        {
            Add(data, id, SessionStatusText.Finished);
        }

        Assert.Equal(ids[0], index.Resolve("20261122-1004-p").Text);
        Assert.Equal(ids[1], index.Resolve("bbbb").Text);
        Assert.Equal(ids[2], index.Resolve("20261123").Text);
        Assert.Equal(ids[2], index.Resolve(" last ").Text);
        Assert.Equal(ids[1], index.Resolve(ids[1]).Text);

        var ambiguous = Assert.Throws<SessionReferenceException>(() => index.Resolve("20261122"));
        Assert.Equal([ids[1], ids[0]], ambiguous.Candidates.Select(id => id.Text));
        Assert.Contains($"2 sessions: {ids[1]}, {ids[0]}", ambiguous.Message, StringComparison.Ordinal);
        var unknown = Assert.Throws<SessionReferenceException>(() => index.Resolve("nothing"));
        Assert.Contains(ids[0], unknown.Message, StringComparison.Ordinal);
        Assert.Throws<SessionReferenceException>(() => index.Resolve(""));
        Assert.Throws<SessionReferenceException>(() => index.Resolve("../.."));
    }

    [Fact]
    public void Of_two_sessions_in_one_minute_last_is_the_one_that_started_later()
    {
        using var folder = new TemporaryFolder();
        (DataFolder data, SessionIndex index) = Open(folder);
        Add(data, "20261122-1004-refine-aaaa", SessionStatusText.Finished, startedSecond: 40);
        Add(data, "20261122-1004-refine-zzzz", SessionStatusText.Finished, startedSecond: 20);

        Assert.Equal("20261122-1004-refine-aaaa", index.Resolve("last").Text);
    }

    [Fact]
    public void Without_sessions_the_list_is_empty_and_a_reference_says_so()
    {
        using var folder = new TemporaryFolder();
        var index = new SessionIndex(DataFolder.Locate(folder.File("nothing")));

        Assert.Empty(index.List());
        var none = Assert.Throws<SessionReferenceException>(() => index.Resolve("last"));
        Assert.Contains("no sessions", none.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("nothing")));
    }

    [Fact]
    public void Five_hundred_sessions_are_listed_in_a_moment()
    {
        using var folder = new TemporaryFolder();
        (DataFolder data, SessionIndex index) = Open(folder);
        Add(data, "20261122-1000-many-aaaa", SessionStatusText.Finished);
        string template = Path.Combine(data.SessionFolder(SessionId.Parse("20261122-1000-many-aaaa")), "journal.db");
        for (int i = 1; i < 500; i++)
        {
            string session = data.SessionFolder(SessionId.Parse($"20261122-1000-many-a{i / 100 + 2}{i / 10 % 10}{i % 10}"));
            Directory.CreateDirectory(session);
            File.Copy(template, Path.Combine(session, "journal.db"));
        }

        index.Get(SessionId.Parse("20261122-1000-many-aaaa"));
        var watch = Stopwatch.StartNew();
        int count = index.List().Length;
        watch.Stop();

        // The aim is 200 ms on an idle machine; the bound leaves room for a busy one.
        Assert.Equal(500, count);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 20_000);
    }

    private static (DataFolder Data, SessionIndex Index) Open(TemporaryFolder folder)
    {
        DataFolder data = DataFolder.Locate(folder.Path);
        data.EnsureWritable();
        return (data, new SessionIndex(data));
    }

    private static void Add(DataFolder data, string id, string status, int? startedSecond = null)
    {
        SessionId session = SessionId.Parse(id);
        Directory.CreateDirectory(data.SessionFolder(session));
        using JournalWriter writer = JournalWriter.Create(data.SessionFolder(session), session, JournalFixture.Time);
        writer.Append(
            JournalFixture.Records(1, 2),
            JournalFixture.Summary(status) with { StartedUtc = session.CreatedUtc.AddSeconds(startedSecond ?? 0) });
    }
}
