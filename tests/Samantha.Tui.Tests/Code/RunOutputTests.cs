using Samantha.Sandbox.Running;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.Code;

namespace Samantha.Tui.Tests.Code;

public sealed class RunOutputTests
{
    private readonly Queue<Action> _posted = new();
    private readonly RunOutput _output;

    public RunOutputTests() => _output = new RunOutput(new TranscriptLog(), _posted.Enqueue);

    [Fact]
    public void Lines_of_stderr_have_a_sign_also_when_they_come_in_pieces()
    {
        _output.Add(new SandboxOutput(false, "one\ntw"));
        _output.Add(new SandboxOutput(true, "ba"));
        _output.Add(new SandboxOutput(true, "d\nworse\n"));
        _output.Add(new SandboxOutput(false, "three\n"));
        _output.Show();
        Assert.Equal("one\ntw\n! bad\n! worse\nthree", _output.Log.AllText());
    }

    [Fact]
    public void A_flood_of_pieces_asks_for_the_screen_once_until_it_is_shown()
    {
        for (int i = 0; i < 1_000; i++)
        {
            _output.Add(new SandboxOutput(false, "x\n"));
        }

        Assert.Single(_posted);
        _posted.Dequeue()();
        Assert.Equal(1_000, _output.Log.Count);
        _output.Add(new SandboxOutput(false, "y\n"));
        Assert.Single(_posted);
    }
}
