using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Samantha.Chains.Code;
using Samantha.Chains.Sessions;

namespace Samantha.Chains.Tests.Code;

public class CodeExtractionTests
{
    private static string? Program(string response, bool isComplete = true) =>
        CodeExtraction.Extract(response, isComplete)?.Program;

    [Theory]
    [InlineData("```python\nprint(1)\n```")]
    [InlineData("```Python\nprint(1)\n```")]
    [InlineData("```PYTHON3\nprint(1)\n```")]
    [InlineData("```py\nprint(1)\n```")]
    [InlineData("``` python \nprint(1)\n```")]
    [InlineData("~~~python\nprint(1)\n~~~")]
    [InlineData("```{.python}\nprint(1)\n```")]
    [InlineData("```{.python .number-lines}\nprint(1)\n```")]
    [InlineData("```{python}\nprint(1)\n```")]
    [InlineData("```python title=\"a.py\"\nprint(1)\n```")]
    [InlineData("```python:a.py\nprint(1)\n```")]
    [InlineData("Here it is:\n```python\nprint(1)\n```\nDone.")]
    [InlineData("```python\r\nprint(1)\r\n```\r\n")]
    [InlineData("> ```python\n> print(1)\n> ```")]
    [InlineData("1. Run:\n\n   ```python\n   print(1)\n   ```\n2. Look.")]
    [InlineData("   ```python\n   print(1)\n   ```")]
    public void A_python_block_is_found_however_it_is_written(string response) => Assert.Equal("print(1)", Program(response));

    [Theory]
    [InlineData("")]
    [InlineData("print(1)")]
    [InlineData("```\nprint(1)\n```")]
    [InlineData("```pycon\n>>> 1\n```")]
    [InlineData("```python-repl\n>>> 1\n```")]
    [InlineData("```pythonx\nprint(1)\n```")]
    [InlineData("```js\nprint(1)\n```")]
    [InlineData("Use `python` or ```python inline``` here.")]
    [InlineData("    ```python\n    print(1)\n    ```")]
    [InlineData("```python\n\n  \n```")]
    [InlineData("````markdown\n```python\nprint(1)\n```\n````")]
    [InlineData("````text\n~~~python\nprint(1)\n~~~\n````")]
    [InlineData("~~~text\n```python\nprint(1)\n```\n~~~")]
    [InlineData("<!--\n```python\nprint(1)\n```\n-->")]
    public void Other_text_is_not_run(string response) => Assert.Null(CodeExtraction.Extract(response, true));

    [Fact]
    public void Blocks_become_one_program_in_order_with_a_blank_line_between() =>
        Assert.Equal(
            "x = 1\n\nprint(x)\n\n\nprint(2)",
            Program("First\n```python\nx = 1\n```\nthen\n```js\nno\n```\n- and\n  ```py\n  print(x)\n\n\n  print(2)\n  ```\n"));

    [Fact]
    public void Indentation_inside_a_block_stays_and_that_of_its_list_goes() =>
        Assert.Equal(
            "if x:\n    print(1)\n  print(2)", Program("- do\n  ```python\n  if x:\n      print(1)\n  \tprint(2)\n  ```\n"));

    [Fact]
    public void An_unclosed_last_block_runs_only_when_the_response_is_complete()
    {
        const string Response = "```python\na = 1\n```\n```python\nprint(a)\n";

        Assert.Equal("a = 1\n\nprint(a)", Program(Response));
        Assert.Equal("a = 1", Program(Response, isComplete: false));
        Assert.Null(CodeExtraction.Extract("```html\n<p>", false));
    }

    [Fact]
    public void A_block_that_its_quotation_ended_is_complete() =>
        Assert.Equal("print(1)", Program("> ```python\n> print(1)\n\nAnd more was to c", isComplete: false));

    [Fact]
    public void A_shorter_fence_inside_a_python_block_is_part_of_it() =>
        Assert.Equal("text = '''\n```python\nx\n```\n'''", Program("````python\ntext = '''\n```python\nx\n```\n'''\n````"));

    [Theory]
    [InlineData("pip install pandas")]
    [InlineData("  pip install pandas  ")]
    [InlineData("!pip install pandas")]
    [InlineData("! pip install pandas")]
    [InlineData("!pip3 install pandas")]
    [InlineData("%pip install pandas")]
    [InlineData("pip3 install pandas")]
    [InlineData("pip3.11 install pandas")]
    [InlineData("pip -q install pandas")]
    [InlineData("pip --version")]
    [InlineData("python -m pip install pandas")]
    [InlineData("!python3 -m pip install pandas")]
    [InlineData("py -m pip install pandas")]
    [InlineData("!{sys.executable} -m pip install pandas")]
    public void A_line_that_calls_pip_is_taken_out_and_reported(string line)
    {
        var code = CodeExtraction.Extract($"```python\nimport pandas\n{line}\nprint(1)\n```", true)!;

        Assert.Equal("import pandas\nprint(1)", code.Program);
        Assert.Equal(line.Trim(), Assert.Single(code.RemovedLines));
    }

    [Fact]
    public void A_call_of_pip_goes_with_the_lines_that_continue_it()
    {
        var code = CodeExtraction.Extract("```python\n!pip install a \\\n    b\nprint(1)\n```", true)!;

        Assert.Equal("print(1)", code.Program);
        Assert.Equal(["!pip install a \\", "b"], code.RemovedLines.AsEnumerable());
    }

    [Theory]
    [InlineData("pip = 3")]
    [InlineData("pip -= 1")]
    [InlineData("pipe install")]
    [InlineData("print('pip install x')")]
    [InlineData("text = '''\npip install x\n'''")]
    [InlineData("text = f\"\"\"it's\n!pip install x\n\"\"\"")]
    [InlineData("text = 'a\\\npip install x'")]
    [InlineData("# '''\nprint(1)")]
    [InlineData("python - m")]
    public void What_only_looks_like_a_call_of_pip_stays(string line)
    {
        var code = CodeExtraction.Extract($"```python\n{line}\n```", true)!;

        Assert.Equal(line, code.Program);
        Assert.Empty(code.RemovedLines);
    }

    [Fact]
    public void A_string_that_ended_does_not_protect_the_lines_behind_it() =>
        Assert.Equal(
            "a = \"\"\"x\ny\"\"\"\nb = 'it\\'s'  # '''",
            Program("```python\na = \"\"\"x\ny\"\"\"\nb = 'it\\'s'  # '''\npip install c\n```"));

    [Fact]
    public void A_response_with_only_calls_of_pip_reports_them()
    {
        var code = CodeExtraction.Extract("```python\npip install a\n```", true)!;

        Assert.Equal(("", "pip install a"), (code.Program, Assert.Single(code.RemovedLines)));
    }

    [Fact]
    public void Html_blocks_are_collected_and_not_part_of_the_program()
    {
        var code = CodeExtraction.Extract("```html\n<p>1</p>\n```\n```python\nprint(1)\n```\n```HTML\n<p>\n2</p>\n```", true)!;

        Assert.Equal("print(1)", code.Program);
        Assert.Equal(["<p>1</p>", "<p>\n2</p>"], code.HtmlBlocks.AsEnumerable());
    }

    [Fact]
    public void Every_character_of_a_program_is_kept()
    {
        var odd = "x = '\0\t\u00a0é🙂\u2028\\'  ";
        Assert.Equal(odd, Program($"```python\n{odd}\n```"));
    }

    [Theory]
    [InlineData(ResponseStopReason.EndOfTurn, "a\n\nb")]
    [InlineData(ResponseStopReason.StopWord, "a\n\nb")]
    [InlineData(ResponseStopReason.MaxTokens, "a")]
    [InlineData(ResponseStopReason.ContextFull, "a")]
    [InlineData(ResponseStopReason.SkippedByUser, null)]
    [InlineData(ResponseStopReason.Interrupted, null)]
    public void Why_a_response_ended_decides_what_of_it_is_run(ResponseStopReason reason, string? program) =>
        Assert.Equal(program, CodeExtraction.For(
            TestChains.Of("m", "p") with { RunCode = true }, "```python\na\n```\n```python\nb", reason)?.Program);

    [Fact]
    public void A_chain_that_does_not_run_code_has_none() =>
        Assert.Null(CodeExtraction.For(TestChains.Of("m", "p"), "```python\na\n```", ResponseStopReason.EndOfTurn));

    [Fact]
    public void Text_without_fences_has_no_code() =>
        Properties.Hold(
            Properties.TextsOf(60, "python", "print(1)", "\n", "    ", "> ", "- ", "``", "`", "~~", "html", "<p>", "\r", "pip "),
            text => text.Contains("```", StringComparison.Ordinal) || text.Contains("~~~", StringComparison.Ordinal)
                || CodeExtraction.Extract(text, true) is null,
            500);

    [Fact]
    public void What_is_extracted_stands_in_the_response_in_the_same_order() =>
        Properties.Hold(
            Properties.TextsOf(
                80, "```python\n", "```", "~~~py\n", "~~~", "\n", "\n", "\r\n", "> ", "- ", "1. ", "    ", "\t", "x = 1\n",
                "!pip install a\n", "'''", "````\n", "```html\n", "<p>", "é🙂", "\0", "print('a')\n", " \n"),
            text => new[] { true, false }.All(isComplete => CodeExtraction.Extract(text, isComplete) is not { } code
                || (IsSubsequence(code.Program, text) && code.HtmlBlocks.All(page => IsSubsequence(page, text))
                    && code.RemovedLines.All(line => text.Contains(line, StringComparison.Ordinal)))),
            2000);

    public static TheoryData<string, string> Hostile => new()
    {
        { "quotations in quotations", new string('>', 200_000) },
        { "deep quotations on every line", Repeated(new string('>', 1000) + "a\n") },
        { "lists in lists", Repeated("- ") },
        { "deeper lists", string.Concat(Enumerable.Range(0, 600).Select(depth => new string(' ', 2 * depth) + "- a\n")) },
        { "link definitions", Repeated("[a]: b\n") },
        { "titles of link definitions", Repeated("[a]: b \"\n") },
        { "headings under a line", Repeated("a\n=\n") },
        { "brackets", Repeated("[") },
        { "fences", Repeated("```\n") },
        { "python fences", Repeated("```python\nx\n```\n") },
        { "one fence of ticks", Repeated("`") },
        { "lines", Repeated("\n") },
        { "blanks", Repeated(" ") },
        { "tabs in lists", Repeated("-\t-\ta\n") },
        { "html", Repeated("<div><!-- \n") },
        { "quotes", "```python\n" + Repeated("'''\"\"\"\\") + "\n```" },
        { "pip", "```python\n" + Repeated("pip install \\\n") + "\n```" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_response_takes_little_time(string name, string text)
    {
        Assert.NotEmpty(name);
        var watch = Stopwatch.StartNew();

        CodeExtraction.Extract(text + "\n\n```python\nprint(1)\n```\n", true);
        CodeExtraction.Extract("```\n" + text, false);

        Assert.InRange(watch.ElapsedMilliseconds, 0, 20_000);
    }

    [Fact]
    public void Code_behind_deep_nesting_is_still_found() =>
        Assert.Equal("print(1)", Program(string.Concat(Enumerable.Repeat("- ", 500)) + "a\n\nend\n\n```python\nprint(1)\n```"));

    [Fact]
    public void A_text_longer_than_any_response_counts_as_one_without_code() =>
        Assert.Null(CodeExtraction.Extract("```python\nx\n```\n" + new string('a', CodeExtraction.ResponseCharactersMax), true));

    private static string Repeated(string piece) => string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));

    // The blank line between two blocks is added; of a tab that a list takes half of, Markdown leaves spaces.
    private static bool IsSubsequence(string found, string text)
    {
        var at = 0;
        foreach (var sign in found.Where(sign => !char.IsWhiteSpace(sign)))
        {
            at = text.IndexOf(sign, at) + 1;
            if (at == 0)
            {
                return false;
            }
        }

        return true;
    }
}
