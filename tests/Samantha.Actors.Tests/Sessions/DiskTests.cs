using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Storage;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Tests.Sessions;

/// <summary>A disk that fills up under a running session: a clear end, nothing lost, and a way on.</summary>
public class DiskTests
{
    private const string Endless = """
        models = ["samantha-mini-q8_0"]
        prompts = ["one two three four five six seven eight nine ten eleven twelve"]
        loops = endless
        """;

    [MountFact]
    public async Task A_full_disk_ends_the_session_with_the_reason_and_it_goes_on_when_there_is_space()
    {
        using TestMount mount = TestMount.Create(sizeKilobytes: 600);
        SessionId id;
        int answeredBefore;
        await using (var program = ProgramUnderTest.WithScriptedEngineIn(mount.Path))
        {
            id = await program.StartAsync(ProgramUnderTest.Chain(Endless));
            SessionEnded ended = await program.EndAsync(id);

            Assert.True(ended.JournalFailed);
            Assert.Contains("full", ended.Message, StringComparison.OrdinalIgnoreCase);
            answeredBefore = program.Responses(id).Length;
            Assert.Equal(Committed(program), answeredBefore);
        }

        mount.Resize(8_000);
        await using (var program = ProgramUnderTest.WithScriptedEngineIn(mount.Path))
        {
            StartAnswer answer = await program.System.ResumeAsync(id);
            Assert.True(answer.Accepted, answer.Message);
            await program.WaitAsync(() => Committed(program) > 3 ? "enough" : null);
            await program.System.CommandAsync(id, SessionCommand.StopAfterStep);
            SessionEnded ended = await program.EndAsync(id);

            Assert.Equal(SessionStatusText.Stopped, ended.Status);
            Assert.True(program.Responses(id).Length > answeredBefore);
        }
    }

    private static int Committed(ProgramUnderTest program) =>
        program.News.OfType<SessionEventRecorded>().Count(n => n.Event is ResponseCommitted);
}
