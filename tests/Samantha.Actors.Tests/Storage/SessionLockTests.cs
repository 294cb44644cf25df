using Samantha.Actors.Storage;

namespace Samantha.Actors.Tests.Storage;

public sealed class SessionLockTests
{
    [Fact]
    public void A_second_holder_is_refused_and_told_the_process_id()
    {
        using var folder = new TemporaryFolder();
        using SessionLock first = SessionLock.Acquire(folder.Path, new FixedTime());

        var refused = Assert.Throws<SessionInUseException>(() => SessionLock.Acquire(folder.Path, new FixedTime()));

        Assert.Equal(Environment.ProcessId, refused.Owner?.ProcessId);
        Assert.Contains(
            $"process {Environment.ProcessId} (since 2026-11-22 10:04:33 UTC)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_released_lock_can_be_taken_again()
    {
        using var folder = new TemporaryFolder();
        SessionLock.Acquire(folder.Path, new FixedTime()).Dispose();
        Assert.False(SessionLock.IsHeld(folder.Path));
        Assert.Null(SessionLock.ReadOwner(folder.Path));

        using SessionLock again = SessionLock.Acquire(folder.Path, new FixedTime());

        Assert.True(SessionLock.IsHeld(folder.Path));
    }

    [Fact]
    public void A_folder_without_a_lock_file_is_free_and_stays_untouched()
    {
        using var folder = new TemporaryFolder();

        Assert.False(SessionLock.IsHeld(folder.Path));
        Assert.False(SessionLock.IsHeld(folder.File("missing")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact(Timeout = 120_000)]
    public async Task The_lock_of_a_killed_process_is_free_although_its_name_is_still_there()
    {
        using var folder = new TemporaryFolder();
        using CrasherProcess holder = CrasherProcess.Start("hold", folder.Path);
        Assert.Equal("held", await holder.Output.ReadLineAsync());
        Assert.True(SessionLock.IsHeld(folder.Path));
        var refused = Assert.Throws<SessionInUseException>(() => SessionLock.Acquire(folder.Path, new FixedTime()));
        Assert.Equal(holder.Id, refused.Owner?.ProcessId);

        holder.Kill();

        Assert.False(SessionLock.IsHeld(folder.Path));
        Assert.Equal(holder.Id, SessionLock.ReadOwner(folder.Path)?.ProcessId);
        using SessionLock mine = SessionLock.Acquire(folder.Path, new FixedTime());
        Assert.Equal(Environment.ProcessId, SessionLock.ReadOwner(folder.Path)?.ProcessId);
    }

    [Fact(Timeout = 120_000)]
    public async Task Looking_at_locks_all_the_time_does_not_keep_anyone_from_taking_them()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        Task looker = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                SessionLock.IsHeld(folder.Path);
            }
        });

        for (int i = 0; i < 50; i++)
        {
            SessionLock.Acquire(folder.Path, new FixedTime()).Dispose();
        }

        await stop.CancelAsync();
        await looker;
    }
}
