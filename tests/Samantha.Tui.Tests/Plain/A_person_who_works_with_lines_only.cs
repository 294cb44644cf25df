using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Plain;

public sealed class A_person_who_works_with_lines_only
{
    private const string Program = "--reply=Here:\n\n```python\nprint(6 * 7)\nopen('note.txt', 'w').write('hi')\n```\n";

    [Fact(Timeout = 180_000)]
    public async Task Makes_copies_looks_at_and_deletes_chains()
    {
        await using var services = new RealServices();
        await using var talk = new PlainTalk(services, "en");
        talk.Type("new My own");
        string made = await talk.HearsAsync(line => line.StartsWith("The file is ", StringComparison.Ordinal));
        Assert.Contains(Path.Combine(services.Folder, "chains"), made, StringComparison.Ordinal);
        talk.Type("list");
        await talk.HearsAsync(line => line.StartsWith("1. My own", StringComparison.Ordinal));
        talk.Type("tokens 1");
        await talk.HearsAsync(line => line.EndsWith(" tokens", StringComparison.Ordinal));
        talk.Type("duplicate 1");
        await talk.HearsAsync(line => line.StartsWith("The copy is ", StringComparison.Ordinal));
        talk.Type("delete 1");
        await talk.HearsAsync(line => line.EndsWith("delete 1 yes.", StringComparison.Ordinal));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(services.Folder, "chains")).Length);
        talk.Type("delete 1 yes");
        await talk.HearsAsync(line => line == "My own is deleted.");
        Assert.Single(Directory.GetFiles(Path.Combine(services.Folder, "chains")));
        talk.Type("edit 999");
        await talk.HearsAsync(line => line.StartsWith("A number from 1 to ", StringComparison.Ordinal));
    }

    [Fact(Timeout = 240_000)]
    public async Task Exports_compares_and_runs_the_code_of_what_was_answered()
    {
        await using var services = new RealServices(null, Program);
        await using var talk = new PlainTalk(services, "en");
        talk.Type("list");
        string refine = await talk.HearsAsync(line => line.Contains(". Refinement", StringComparison.Ordinal));
        talk.Type("start " + refine[..refine.IndexOf('.', StringComparison.Ordinal)]);
        await talk.HearsAsync(line => line.Contains(" ended: ", StringComparison.Ordinal));
        talk.Type("compare L1.M1.R1.P1 L1.M1.R1.P2");
        await talk.HearsAsync(line => line.EndsWith("0 only in the first, 0 only in the second.", StringComparison.Ordinal));
        talk.Type("compare L1.M1.R1.P1 L9.M9.R9.P9");
        await talk.HearsAsync(line => line.StartsWith("Two steps are needed; the session has L1.M1.R1.P1,", StringComparison.Ordinal));
        talk.Type("export last md");
        await talk.HearsAsync(line => line.EndsWith(".md", StringComparison.Ordinal));
        talk.Type("export last doc");
        await talk.HearsAsync(line => line.StartsWith("The formats are ", StringComparison.Ordinal));
        talk.Type("code");
        await talk.HearsAsync(line => line == "print(6 * 7)");
        talk.Type("run-code");
        await talk.HearsAsync(line => line == "42");
        await talk.HearsAsync(line => line.StartsWith("Files are in ", StringComparison.Ordinal));
        talk.Type("files");
        await talk.HearsAsync(line => line == "none");
        talk.Type("model samantha-mini-q8_0");
        await talk.HearsAsync(line => line.StartsWith("1,024 tokens of context: about", StringComparison.Ordinal));
        talk.Type("unload");
        await talk.HearsAsync(line => line == "The model is unloaded; its memory is free.");
        talk.Type("about");
        await talk.HearsAsync(line => line == "Responsible use");
        talk.Type("download nonsense");
        await talk.HearsAsync(line => line.StartsWith("Problem: ", StringComparison.Ordinal));
    }

    [Fact(Timeout = 240_000)]
    public async Task Looks_into_models_as_on_the_screen_of_models()
    {
        await using var services = new RealServices();
        await using var talk = new PlainTalk(services, "en");
        talk.Type("models");
        string first = await talk.HearsAsync(line => line.StartsWith("1. samantha-mini", StringComparison.Ordinal));
        string name = first[3..first.IndexOf(',', StringComparison.Ordinal)];
        talk.Type("metadata 1 context");
        await talk.HearsAsync(line => line == "llama.context_length: 1024");
        talk.Type("template " + name);
        await talk.HearsAsync(line => line.StartsWith("Works: a short dialogue takes ", StringComparison.Ordinal));
        talk.Type("vocabulary 1 th");
        await talk.HearsAsync(line => line.StartsWith("1 to 20 of ", StringComparison.Ordinal));
        await talk.HearsAsync(line => line.StartsWith("Token ", StringComparison.Ordinal) && line.Contains("th", StringComparison.Ordinal));
        talk.Type("more");
        await talk.HearsAsync(line => line.StartsWith("21 to ", StringComparison.Ordinal));
        talk.Type("tokenize 1 Love is a fire");
        await talk.HearsAsync(line => line.EndsWith(" tokens", StringComparison.Ordinal));
        await talk.HearsAsync(line => line.Contains("' is', normal, ", StringComparison.Ordinal));
        talk.Type("tokenize-special 1 <|im_start|>");
        await talk.HearsAsync(line => line == "1 token");
        talk.Type("metadata nobody");
        await talk.HearsAsync(line => line.StartsWith("The name of a model is needed: ", StringComparison.Ordinal));
    }

    [Fact(Timeout = 240_000)]
    public async Task Learns_how_tokens_were_chosen_and_goes_token_by_token()
    {
        await using var services = new RealServices();
        await using var talk = new PlainTalk(services, "en");
        talk.Type("token");
        await talk.HearsAsync(line => line.StartsWith("No token is known yet", StringComparison.Ordinal));
        talk.Type("list");
        string poet = await talk.HearsAsync(line => line.Contains(". Poet", StringComparison.Ordinal));
        talk.Type("start " + poet[..poet.IndexOf('.', StringComparison.Ordinal)]);
        await talk.HearsAsync(line => line.Contains(" ended: ", StringComparison.Ordinal));
        talk.Type("learn L1.M1.R1.P2 last");
        await talk.HearsAsync(line => line.EndsWith("L1.M1.R1.P2  samantha-mini  answered again, every token the same", StringComparison.Ordinal));
        await talk.HearsAsync(line => line.EndsWith(" were not the model's favourite.", StringComparison.Ordinal));
        talk.Type("token 1");
        await talk.HearsAsync(line => line.StartsWith("Token 1 of ", StringComparison.Ordinal));
        await talk.HearsAsync(line => line.Contains(" by the model, ", StringComparison.Ordinal));
        await talk.HearsAsync(line => line.StartsWith("After temperature: ", StringComparison.Ordinal));
        talk.Type("choose 1");
        await talk.HearsAsync(line => line.EndsWith(" is the token that stands here. Select another candidate first.", StringComparison.Ordinal));
        talk.Type("choose 2");
        await talk.HearsAsync(line => line.Contains(" is a branch of ", StringComparison.Ordinal));
        await talk.HearsAsync(line => line.Contains(" ended: ", StringComparison.Ordinal));
        talk.Type("what-if temperature=1");
        await talk.HearsAsync(line => line.StartsWith("That needs a response that goes token by token", StringComparison.Ordinal));
        talk.Type("list");
        string endless = await talk.HearsAsync(line => line.Contains(". Endless", StringComparison.Ordinal));
        talk.Type("start " + endless[..endless.IndexOf('.', StringComparison.Ordinal)]);
        await talk.HearsAsync(line => line.EndsWith(" started.", StringComparison.Ordinal));
        talk.Type("step");
        await talk.HearsAsync(line => line.StartsWith("Token by token: ", StringComparison.Ordinal));
        talk.Type("step");
        string one = await talk.HearsAsync(line => line.StartsWith("Token ", StringComparison.Ordinal) && line.Contains("rank ", StringComparison.Ordinal));
        talk.Type("what-if temperature=oven");
        await talk.HearsAsync(line => line.Contains("temperature", StringComparison.Ordinal));
        talk.Type("what-if temperature=1");
        await talk.HearsAsync(line => line.StartsWith("What if, token ", StringComparison.Ordinal));
        talk.Type("step");
        await talk.HearsAsync(line => line.StartsWith("Token ", StringComparison.Ordinal) && line != one);
        talk.Type("go");
        await talk.HearsAsync(line => line == "It runs freely again.");
        talk.Type("stop-now");
        await talk.HearsAsync(line => line.Contains(" ended: ", StringComparison.Ordinal));
    }

    [Fact(Timeout = 180_000)]
    public async Task Changes_settings_and_goes_on_in_another_language()
    {
        await using var services = new RealServices();
        await using var talk = new PlainTalk(services, "en");
        talk.Type("settings");
        await talk.HearsAsync(line => line.StartsWith("language = auto. ", StringComparison.Ordinal));
        await talk.HearsAsync(line => line.EndsWith("Values: from 0 to 60.", StringComparison.Ordinal));
        talk.Type("set bell on");
        await talk.HearsAsync(line => line == "bell is now on.");
        talk.Type("set frames many");
        await talk.HearsAsync(line => line == "frames can be from 0 to 60.");
        talk.Type("set sky blue");
        await talk.HearsAsync(line => line.StartsWith("The settings are language, colours, ", StringComparison.Ordinal));
        talk.Type("set language pt-BR");
        await talk.HearsAsync(line => line == "language is now pt-BR.");
        talk.Type("ajustar cores light");
        await talk.HearsAsync(line => line == "cores agora é light.");
        talk.Type("sair");
        Assert.Equal(0, await talk.EndsAsync());
        var saved = services.Settings.Load().Settings;
        Assert.Equal(("pt-BR", "light", true), (saved.Language, saved.Theme, saved.Bell));
    }

    [Fact(Timeout = 240_000)]
    public async Task Goes_on_with_a_changed_chain_only_as_a_branch_or_as_it_was()
    {
        await using var services = new RealServices(null, "--token-ms=200", "--reply=one two three four five six");
        string file = Path.Combine(Directory.CreateDirectory(Path.Combine(services.Folder, "chains")).FullName, "mine.conf");
        const string Chain = "chain { name = Mine, models = [\"samantha-mini\"], prompts = [a, b], loops = 2 }";
        await File.WriteAllTextAsync(file, Chain);
        await using var talk = new PlainTalk(services, "en");
        talk.Type("start 1");
        await talk.HearsAsync(line => line.StartsWith("Step ", StringComparison.Ordinal));
        talk.Type("stop-now");
        await talk.HearsAsync(line => line.Contains(" ended: ", StringComparison.Ordinal));
        await File.WriteAllTextAsync(file, Chain.Replace("loops = 2", "loops = 1", StringComparison.Ordinal));
        talk.Type("resume last");
        await talk.HearsAsync(line => line == "- loops: 2 -> 1");
        await talk.HearsAsync(line => line.StartsWith("branch ", StringComparison.Ordinal));
        talk.Type("branch last");
        await talk.HearsAsync(line => line.StartsWith("Step L1.M1.R1.P1", StringComparison.Ordinal));
        await talk.HearsAsync(line => line.Contains(" ended: ", StringComparison.Ordinal));
        Assert.Equal(2, services.Sessions.List().Length);
    }

    [Fact(Timeout = 240_000)]
    public async Task Hears_a_session_of_another_program_and_ends_it()
    {
        await using var elsewhere = new RealServices(null, "--token-ms=100", "--reply=one two three four five six");
        await using var other = new PlainTalk(elsewhere, "en");
        other.Type("list");
        string endless = await other.HearsAsync(line => line.Contains(". Endless", StringComparison.Ordinal));
        other.Type("start " + endless[..endless.IndexOf('.', StringComparison.Ordinal)]);
        await other.HearsAsync(line => line.StartsWith("End of response", StringComparison.Ordinal));
        await using var services = new RealServices(elsewhere.Folder);
        await using var talk = new PlainTalk(services, "en");
        talk.Type("watch last");
        await talk.HearsAsync(line => line.StartsWith("Watching session ", StringComparison.Ordinal));
        await talk.HearsAsync(line => line.Contains("one two three", StringComparison.Ordinal));
        talk.Type("stop last");
        await talk.HearsAsync(line => line.Contains(" does not run any more; ", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_command_of_the_help_has_words_in_both_languages()
    {
        foreach (string language in Samantha.Tui.Texts.Languages.All)
        {
            var texts = Samantha.Tui.Texts.TextCatalog.Load(language);
            Assert.All(
                Samantha.Tui.Plain.PlainWords.InOrder,
                command => Assert.Equal(command, Samantha.Tui.Plain.PlainWords.Read(texts["plain.help." + command].Split(' ', ':')[0]).Command));
        }
    }
}
