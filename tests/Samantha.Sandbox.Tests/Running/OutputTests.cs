using System.Text;
using Samantha.Sandbox.Running;
using Samantha.Sandbox.Tests.Support;

namespace Samantha.Sandbox.Tests.Running;

public sealed class OutputTests(SandboxFixture box) : IClassFixture<SandboxFixture>
{
    [Fact(Timeout = 60_000)]
    public async Task Both_streams_are_kept_apart_and_in_order()
    {
        SandboxOutcome outcome = await box.RunAsync(
            "import sys\nfor i in range(50):\n  print('out', i)\n  print('err', i, file=sys.stderr)\n1 / 0");

        string expected = string.Concat(Enumerable.Range(0, 50).Select(i => $"out {i}\nerr {i}\n"));
        string all = string.Concat(outcome.Output.Select(part => part.Text));
        Assert.StartsWith(expected, all);
        Assert.Equal(100, outcome.Output.Length);
        Assert.All(outcome.Output.Select((part, i) => (part, i)), pair => Assert.Equal(pair.i % 2 == 1, pair.part.IsError));
        Assert.EndsWith(
            "Traceback (most recent call last):\n  File \"main.py\", line 5, in <module>\n    1 / 0\n    ~~^~~\n"
            + "ZeroDivisionError: division by zero\n", outcome.Stderr);
        Assert.Equal(1, outcome.ExitCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_heard_on_the_way_is_what_comes_in_the_end()
    {
        List<SandboxOutput> heard = [];

        SandboxOutcome outcome = await box.RunAsync(
            "import time, sys\nprint('grüße ' * 3, end='')\ntime.sleep(0.3)\nprint('日本')\nprint('x', file=sys.stderr)",
            onOutput: heard.Add);

        Assert.Equal("grüße grüße grüße 日本\n", outcome.Stdout);
        Assert.Equal(outcome.Stdout, string.Concat(heard.Where(part => !part.IsError).Select(part => part.Text)));
        Assert.Equal("x\n", outcome.Stderr);
    }

    [Fact(Timeout = 60_000)]
    public async Task Bytes_that_are_no_text_are_replaced_and_controls_are_kept()
    {
        SandboxOutcome outcome = await box.RunAsync("import os\nos.write(1, b'a\\xff\\x00\\x1b[31mb\\xe2\\x82')");

        Assert.Equal("a\uFFFD\0\u001b[31mb\uFFFD", outcome.Stdout);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_program_that_asks_for_input_gets_the_end_of_it()
    {
        SandboxOutcome outcome = await box.RunAsync("print('name?')\ninput()");

        Assert.Contains("EOFError", outcome.Stderr);
        Assert.Equal(1, outcome.ExitCode);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("import sys; sys.exit(7)", 7, "")]
    [InlineData("import sys; sys.exit('gone')", 1, "gone\n")]
    [InlineData("import os; os._exit(3)", 3, "")]
    [InlineData("raise SystemExit", 0, "")]
    public async Task Exit_codes_are_those_of_python(string program, int exitCode, string stderr)
    {
        SandboxOutcome outcome = await box.RunAsync(program);

        Assert.Equal((SandboxEnd.Exited, exitCode, stderr), (outcome.End, outcome.ExitCode, outcome.Stderr));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_crash_is_named_by_its_signal()
    {
        SandboxOutcome outcome = await box.RunAsync("import ctypes\nprint('before', flush=True)\nctypes.string_at(1)");

        Assert.Equal((SandboxEnd.Crashed, 139, "before\n"), (outcome.End, outcome.ExitCode, outcome.Stdout));
        Assert.Contains("SIGSEGV", outcome.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_syntax_error_shows_the_programs_own_line_and_nothing_of_ours()
    {
        SandboxOutcome outcome = await box.RunAsync("x = 1\nprint(x");

        Assert.Contains("File \"main.py\", line 2", outcome.Stderr);
        Assert.Contains("print(x", outcome.Stderr);
        Assert.DoesNotContain("supervisor", outcome.Stderr);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_program_runs_as_main_with_its_own_folder_on_the_path()
    {
        SandboxOutcome outcome = await box.RunAsync("""
            import atexit, os, sys, threading
            open("helper.py", "w").write("def f(): return 41 + 1")
            import helper
            def late(): print("late", helper.f())
            threading.Thread(target=late).start()
            atexit.register(print, "bye")
            print(__name__, sys.argv, os.getcwd(), open(__file__).read().startswith("import atexit"))
            """);

        Assert.StartsWith("__main__ ['main.py'] /work True\n", outcome.Stdout.Replace("late 42\n", ""));
        Assert.Contains("late 42\n", outcome.Stdout);
        Assert.EndsWith("bye\n", outcome.Stdout);
        Assert.Equal("", outcome.Stderr);
    }

    [Fact]
    public void Pieces_cut_anywhere_give_the_same_text()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("a€😀z");
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            OutputCollector collector = new(1_000, null);
            collector.Add(false, bytes.AsSpan(0, cut));
            collector.Add(false, bytes.AsSpan(cut));
            Assert.Equal("a€😀z", Assert.Single(collector.Finish()).Text);
        }
    }
}
