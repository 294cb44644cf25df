using System.Text;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Commands;

/// <summary>
/// What a user can get wrong on the command line and in files: one message with the place, exit code 2 or 3, never a stack trace.
/// </summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--temperature hot", "--temperature must be a number from 0 to 5, but 'hot' was found")]
    [InlineData("--temperature 6", "from 0 to 5")]
    [InlineData("--top-k 0", "--top-k must be a whole number from 1 to 1000")]
    [InlineData("--n-ctx 300001", "--n-ctx must be a whole number from 0 to 300000")]
    [InlineData("--seed -1", "--seed must be a whole number from 0")]
    [InlineData("--seed 1 --seed 2", "--seed was given 2 times")]
    [InlineData("--loops 0", "--loops must be a whole number from 1 to 1000000000000, or endless, not '0'")]
    [InlineData("--responses many", "or endless, not 'many'")]
    [InlineData("--threads 0", "--threads must be auto or a whole number from 1")]
    [InlineData("--on-error explode", "--on-error must be next-model, next-step or stop, not 'explode'")]
    [InlineData("--on-overflow cut", "fail, drop-oldest-feedback or stop")]
    [InlineData("--flash-attention maybe", "auto, on or off")]
    [InlineData("--preset wild", "deterministic or stochastic, not 'wild'")]
    [InlineData("--stop-after soon", "a time such as 90s, 10m or 2h")]
    [InlineData("--stop-tokens 0", "--stop-tokens must be a whole number from 1")]
    [InlineData("--stop-matches [", "not a regular expression")]
    [InlineData("--stop-output maybe", "--stop-output must be on or off, not 'maybe'")]
    [InlineData("--stop-output-matches (", "--stop-output-matches is not a regular expression")]
    [InlineData("--stop-exit-code 256", "--stop-exit-code must be a whole number from 0 to 255")]
    [InlineData("--stop-until 25:00", "a time of the day as HH:MM, such as 07:00, not '25:00'")]
    [InlineData("--show-html sometimes", "--show-html must be never, on-output or always")]
    [InlineData("--limit memory", "--limit must be NAME=VALUE with one of the names wall-clock")]
    [InlineData("--readable /nowhere", "--readable /nowhere: there is no such folder")]
    [InlineData("--writable /", "the whole file system cannot be given to programs")]
    [InlineData("--readable /usr/lib --writable /lib", "two folders would both be /data/lib")]
    [InlineData("--run-code --no-run-code", "--run-code and --no-run-code were both given")]
    [InlineData("--feedback --no-feedback", "--feedback and --no-feedback were both given")]
    [InlineData("--system a --system-file b", "--system and --system-file were both given")]
    public async Task A_wrong_option_value_says_what_is_allowed(string options, string expected)
    {
        Outcome outcome = await Cli.RunAsync(["run", "-p", "Hi", "--data", Data, .. options.Split(' ')]);
        outcome.AssertFails(2, expected);
        Assert.False(Directory.Exists(Data), "nothing may be started or created by a wrong command line");
    }

    [Theory]
    [InlineData("chain { modles = [\"x\"] }", ":1:", "modles")]
    [InlineData("chain {\n  loops = often\n}", ":2:11", "often")]
    [InlineData("chain {\n  models = [\"x\"]\n  hyperparameters { temperature = 9 }\n}", ":3:", "from 0 to 5")]
    [InlineData("chain {\n  models = [\"x\"\n}", ":", "list")]
    [InlineData("chain {\n  models = [\"x\"]\n  run-code = maybe\n}", ":3:14", "maybe")]
    [InlineData("chain {\n  models = [\"x\"]\n  code { sandbox = none }\n}", ":3:", "the user's own setting")]
    [InlineData("chain {\n  models = [\"x\"]\n  code { readable = [\"gone\"] }\n}", ":3:", "There is no folder")]
    [InlineData("", "", "chain")]
    public async Task A_wrong_chain_file_is_told_with_line_and_column(string text, string place, string word)
    {
        string file = _folder.Write("bad.conf", text);
        Outcome run = await Cli.RunAsync("run", file, "--data", Data);
        run.AssertFails(2, file + place, word);
        Outcome check = await Cli.RunAsync("check", file, "--data", Data, "--no-tokens");
        Assert.Equal(2, check.ExitCode);
        Assert.Contains(file + place, check.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_by_reason()
    {
        (await Cli.RunAsync("run", _folder.File("none.conf"))).AssertFails(2, "there is no such file");
        (await Cli.RunAsync("run", _folder.Path)).AssertFails(2, "it is a folder, not a file");
        string binary = _folder.Write("binary.conf", [0x63, 0xFF, 0xFE, 0x00]);
        (await Cli.RunAsync("run", binary)).AssertFails(2, "it is not UTF-8 text (byte 2 does not fit)");
        (await Cli.RunAsync("run", "--prompts", _folder.File("none.txt"))).AssertFails(
            2, "none.txt cannot be read: there is no such file");
        (await Cli.RunAsync("run", "-p", "x", "--config", _folder.File("none.conf"))).AssertFails(2, "there is no settings file");
        (await Cli.RunAsync("run", "first")).AssertFails(2, "example chain of that name");
    }

    [Fact]
    public async Task A_file_that_a_chain_names_and_that_is_missing_is_told_at_its_place()
    {
        string file = _folder.Write("names.conf", "chain {\n  models = [\"samantha-mini\"]\n  prompts-file = \"gone.txt\"\n}");
        (await Cli.RunAsync("run", file, "--data", Data)).AssertFails(2, file + ":3:", "gone.txt");
    }

    [Fact]
    public async Task A_missing_model_names_the_folders_and_what_comes_near()
    {
        Outcome outcome = await Cli.RunAsync("run", "-p", "x", "-m", "samantha-mimi", "--data", Data);
        outcome.AssertFails(2, "samantha-mimi", "samantha-mini");
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is a text and no model")]
    [InlineData("GGUF")]
    public async Task A_file_that_is_no_model_is_told_without_loading_it(string content)
    {
        string model = _folder.Write("bad.gguf", content);
        (await Cli.RunAsync("models", "inspect", model, "--data", Data)).AssertFails(2, model);
        Outcome list = await Cli.RunAsync("models", "list", "--models-dir", _folder.Path, "--data", Data);
        list.AssertDone();
        Assert.Contains("not usable", list.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_or_cannot_be_made_is_exit_code_3()
    {
        string file = _folder.Write("file", "");
        (await Cli.RunAsync("run", "-p", "x", "--data", file)).AssertFails(3, file);
        (await Cli.RunAsync("run", "-p", "x", "--data", "/proc/samantha")).AssertFails(3, "/proc/samantha");
    }

    [Fact]
    public async Task A_session_that_is_not_there_or_not_running_is_told()
    {
        (await Cli.RunAsync("show", "zzzz", "--data", Data)).AssertFails(2, "no session");
        (await Cli.RunAsync("resume", "last", "--data", Data)).AssertFails(2, "session");
        (await Cli.RunAsync("stop", "--data", Data)).AssertFails(4, "no session is running");
        (await Cli.RunAsync("skip", "--data", Data)).AssertFails(4, "no session is running");
        (await Cli.RunAsync("pause", "--data", Data)).AssertFails(4, "no session is running");
        Outcome list = await Cli.RunAsync("sessions", "--data", Data);
        list.AssertDone();
        Assert.Contains("no sessions yet", list.Error, StringComparison.Ordinal);
        Assert.Empty((await Cli.RunAsync("sessions", "--json", "--data", Data)).Out);
    }

    [Fact]
    public async Task Control_codes_in_names_and_messages_do_not_reach_the_screen()
    {
        const string Evil = "\u001b]0;owned\u0007\u001b[2J";
        Outcome missing = await Cli.RunAsync("run", Evil + ".conf");
        missing.AssertFails(2, "owned");
        Outcome model = await Cli.RunAsync("models", "inspect", Evil, "--data", Data);
        model.AssertFails(2);
        string chain = _folder.Write(
            "evil.conf", $"chain {{ models = [\"samantha-mini\"], prompts = [\"\"\"{Evil} hello\"\"\"], loops = 2 }}");
        Outcome check = await Cli.RunAsync("check", chain, "--no-tokens", "--data", Data);
        check.AssertPlain();
        Assert.Contains("␛]0;owned", check.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_of_a_model_cannot_drive_the_terminal()
    {
        byte[] file = File.ReadAllBytes(Repo.Model);
        int at = file.AsSpan().IndexOf("Samantha Mini"u8);
        "\u001b[2J\u001b]0;x\u0007y"u8.ToArray().AsSpan(0, 10).CopyTo(file.AsSpan(at));
        string model = _folder.Write("evil.gguf", file);
        Outcome inspect = await Cli.RunAsync("models", "inspect", model, "--data", Data);
        inspect.AssertDone();
        Assert.Contains("␛[2J", inspect.Out, StringComparison.Ordinal);
        Outcome json = await Cli.RunAsync("models", "inspect", model, "--json", "--data", Data);
        json.AssertDone();
        Assert.StartsWith("\u001b[2J", json.JsonLines()[0].GetProperty("name").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_prompt_list_sends_hello_and_says_so()
    {
        string list = _folder.Write("empty.txt", "\n\n");
        Outcome check = await Cli.RunAsync("check", list, "--no-tokens", "--data", Data);
        check.AssertDone();
        Assert.Contains("Hello!", check.Out, StringComparison.Ordinal);
        Assert.Contains("warning:", check.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_characters_and_nul_in_a_prompt_list_are_accepted_and_made_visible()
    {
        byte[] text = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("b\0c")];
        string list = _folder.Write("odd.txt", text);
        Outcome check = await Cli.RunAsync("check", list, "--no-tokens", "--data", Data);
        Assert.Equal(0, check.ExitCode);
        check.AssertPlain();
    }
}
