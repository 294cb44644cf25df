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
