using Samantha.Actors.Hosting;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Sessions;

public sealed class Somebody_attaches_to_another_process : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("samantha-attach-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Another set of services on the same data folder is to this one what another process is: nothing but the journal, the lock
    // and the control socket join them.
    [Fact(Timeout = 240_000)]
    public async Task Follows_its_text_tells_it_to_skip_and_leaves_it_running()
    {
        // Long enough for a person on a slow machine to see a step before it is over.
        string reply = "--reply=one two three " + string.Join(' ', Enumerable.Range(4, 57));
        await using var other = new RealServices(_folder, "--token-ms=300", reply);
        SessionId session = await StartAsync(other, "poet.conf");
        await using var services = new RealServices(_folder);
        await using Journey person = Journey.Begin(120, 40, services: services);
        person.Sees("example").Presses("Alt+3").Sees("running elsewhere").Presses("Enter");
        person.Sees("[running in process").Sees("step 1 of 3").Sees("one two three");
        person.Presses("s").Sees("skipped").Sees("step 2 of 3");
        person.Presses("Escape").Sees("running elsewhere").Presses("Enter").Sees("[running in process");
        person.Presses("T").Sees("Stop session").Presses("y").Sees("[stopped]");
        Assert.Equal(SessionStatusText.Stopped, services.Sessions.Get(session).Status);
        person.Presses("Ctrl+Q");
        await person.HasEnded();
    }

    private static async Task<SessionId> StartAsync(RealServices services, string example)
    {
        string path = Path.Combine(Places.Examples, example);
        ChainDefinition chain = services.Reading.Read(await File.ReadAllTextAsync(path), path).Chain!;
        SamanthaSystem system = await services.SystemAsync();
        SessionId session = services.Data.CreateSession(chain.Name, TimeProvider.System);
        Assert.True((await system.StartAsync(session, chain)).Accepted);
        return session;
    }
}
