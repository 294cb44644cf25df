using Samantha.Engine.Protocol;
using Samantha.Engine.Client;
using Samantha.Engine.Tests.Client;
using Samantha.Engine.Tests.Gguf;
using Samantha.ScriptedEngine;

namespace Samantha.Engine.Tests.Templates;

/// <summary>
/// Templates of people who mean harm, or who wrote for another program. The library only looks for known traits in them and runs
/// nothing; each is used as the family it looks like or not at all, and no content is lost, doubled or changed by it.
/// </summary>
public sealed class HostileTemplateTests
{
    private const int TemplatesMin = 40;
    private const int TemplateTextMax = 10_000;
    private const string Im = "<|im_start|>";

    private static Dictionary<string, string> Templates { get; } = new()
    {
        ["empty but for a space"] = " ",
        ["one letter"] = "x",
        ["nothing known"] = "{{ messages }}",
        ["plain text"] = "Once upon a time there was a template.",
        ["64 KiB of one mark"] = Repeat(Im, 65_536 / Im.Length),
        ["more than 64 KiB"] = Im + new string('x', 65_536),
        ["a megabyte"] = Im + new string('x', 1 << 20),
        ["sixteen megabytes"] = Repeat("{% for m in messages %}", (16 << 20) / 23),
        ["64 KiB of letters of three bytes"] = Im + new string('\u20AC', 30_000),
        ["an endless loop"] = "{% for a in range(10**18) %}{{ a }}{% endfor %}",
        ["loops in loops"] = Repeat("{% for a in range(10**9) %}", 1_000) + "{{ a }}" + Repeat("{% endfor %}", 1_000),
        ["a loop with a mark"] = Im + "{% for a in range(10**18) %}{{ messages }}{% endfor %}",
        ["20,000 brackets"] = new string('{', 20_000),
        ["20,000 brackets that close"] = new string('{', 20_000) + new string('}', 20_000),
        ["20,000 parentheses"] = "{{ " + new string('(', 20_000) + "1" + new string(')', 20_000) + " }}",
        ["10,000 ifs"] = Repeat("{% if true %}", 5_000) + "x" + Repeat("{% endif %}", 5_000),
        ["a macro that calls itself"] = "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        ["a text that doubles forty times"] = "{% set a = 'x' %}" + Repeat("{% set a = a + a %}", 40) + "{{ a }}",
        ["a huge repetition"] = "{{ 'x' * 10**12 }}",
        ["an include"] = "{% include '/etc/passwd' %}",
        ["an import"] = "{% import 'os' as os %}{{ os.popen('id').read() }}",
        ["a walk through classes"] = "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        ["a walk through globals"] = "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        ["a walk with a mark"] = Im + "{{ self.__init__.__globals__['__builtins__']['__import__']('os').system('id') }}",
        ["format string"] = "%s%s%s%s%n%n%n%n" + Im,
        ["terminal sequences"] = "\u001b]0;owned\u0007\u001b[2J" + Im + "\u001b[31m",
        ["terminal sequences alone"] = "\u001b]52;c;b3duZWQ=\u0007",
        ["all control characters"] = string.Concat(Enumerable.Range(1, 31).Select(code => (char)code)) + Im,
        ["lone surrogates"] = "\uD800" + Im + "\uDC00",
        ["replacement characters"] = "\uFFFD\uFFFD" + Im,
        ["byte order mark"] = "\uFEFF" + Im,
        ["right to left"] = "\u202E" + Im + "\u2066",
        ["a NUL in front of the mark"] = "x\0" + Im,
        ["a NUL behind the mark"] = Im + "\0[INST]<|eot_id|>",
        ["only NULs"] = new string('\0', 100),
        ["every family at once"] = EveryMark(),
        ["every family, a thousand times"] = Repeat(EveryMark(), 1_000)[..65_000],
        ["a guessed content marker"] = Im + "qgggggggggggggggggggggggggggggggggn0z\v",
        ["the padding of contents"] = Im + new string('\v', 10_000),
        ["control tokens only"] = "<s></s><unk><pad><|endoftext|><|eot_id|>",
        ["half of two families"] = "[INST]<|start_header_id|>",
        ["a mark in a comment"] = "{# <|im_start|> #}{{ raise_exception('no') }}",
        ["a mark in a string that is never written"] = "{% if false %}<|im_start|>{% endif %}{{ messages[0]['content'] * 1000 }}",
        ["the name of a family"] = "llama3",
        ["the name of a family with a newline"] = "llama3\n",
        ["a name of no family"] = "llama99",
        ["a path"] = "../../../../etc/passwd",
        ["an address"] = "https://example.org/template.jinja",
        ["JSON"] = """{"template": "<|im_start|>"}""",
    };

    [Fact(Timeout = 60_000)]
    public async Task Each_is_used_as_what_it_looks_like_or_replaced_with_a_reason()
    {
        Assert.True(Templates.Count >= TemplatesMin);
        using NativeProcess native = new();
        foreach ((string name, string text) in Templates)
        {
            NativeAnswer answer = await native.AskAsync(new NativeQuestion { Template = text });
            Assert.True(answer.Name == "model" || answer is { Name: "chatml", FallbackReason.Length: > 20 }, name);
            Assert.Equal(["first", "second", "third"], answer.Contents);
            Assert.True(answer.TemplateCharacters < TemplateTextMax, $"{name}: {answer.TemplateCharacters} characters");
            Assert.True(answer.Milliseconds < 5_000, $"{name}: {answer.Milliseconds} ms");
        }

        Assert.True(native.Lives);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("more than 64 KiB", "at most 65536")]
    [InlineData("sixteen megabytes", "at most 65536")]
    [InlineData("64 KiB of letters of three bytes", "at most 65536")]
    [InlineData("a NUL behind the mark", "NUL")]
    [InlineData("nothing known", "does not recognise")]
    public async Task The_reason_tells_what_is_wrong_with_it(string name, string words)
    {
        using NativeProcess native = new();
        NativeAnswer answer = await native.AskAsync(new NativeQuestion { Template = Templates[name] });
        Assert.Equal("chatml", answer.Name);
        Assert.Contains(words, answer.FallbackReason, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x80 }, "does not recognise")]
    [InlineData(new byte[] { (byte)'<', (byte)'|', 0, 0x80, 0xC0 }, "NUL")]
    public async Task Bytes_that_are_no_text_are_replaced_visibly_by_a_real_load(byte[] template, string words)
    {
        string path = Path.Combine(Path.GetTempPath(), $"samantha-template-{Guid.NewGuid():N}.gguf");
        byte[] value = [.. BitConverter.GetBytes((ulong)template.Length), .. template];
        GgufWriter writer = RoleVocabulary.Of("gpt2", RoleVocabulary.ControlType, withTemplate: false);
        await File.WriteAllBytesAsync(path, writer.AddRaw("tokenizer.chat_template", 8, value).ToArray());
        try
        {
            await using EngineClient client = await Engines.RealAsync();
            LoadedModel model =
                await client.LoadAsync(new LoadRequest(path) { VocabularyOnly = true }, null, CancellationToken.None);
            Assert.Equal("chatml", model.TemplateName);
            Assert.Contains(words, model.TemplateFallbackReason, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string EveryMark() =>
        "<|im_start|>[INST][SYS]<<SYS>><|eot_id|><|start_header_id|><|assistant|><|end|><|user|><start_of_turn>bos_token"
        + "<|START_OF_TURN_TOKEN|><|role_start|>[gMASK]<sop>GPT4 Correct EndUSER: ASSISTANT:<｜User｜><|channel|>### Instruction:";
}
