using System.Collections.Immutable;
using System.CommandLine;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Host.ChainInput;
using Samantha.Host.Help;

namespace Samantha.Host.Commands;

/// <summary>What the code of models may do, as options of run and check, and what is shown of it.</summary>
internal sealed class CodeOptionSet
{
    private readonly Switch _runCode = new("run-code", "Run the Python of each response, in the sandbox.");

    private readonly Switch _outputOnly = new("feedback-output-only", "Feed back only what the programs printed.");

    private readonly Switch _network = new("network", "Let the programs reach the network (off unless set).");

    private readonly Option<string[]> _readable = FolderOption("--readable", "A folder that programs may read");

    private readonly Option<string[]> _writable = FolderOption("--writable", "A folder that programs may change");

    private readonly Option<string[]> _limits = LimitOption.Create();

    private readonly Option<string> _showHtml = ChainOptionSet.Text(
        "--show-html", "never|on-output|always",
        "Write the session's page and open it in the browser: after each program with output, or after each response.");

    public static Option<string[]> FolderOption(string name, string meaning) => new(name)
    {
        HelpName = "[NAME=]DIR",
        Description = $"{meaning}, as /data/NAME; may be repeated.",
        Arity = ArgumentArity.OneOrMore,
    };

    public void AddTo(VerbCommand command)
    {
        IEnumerable<Option> switches =
            new[] { _runCode, _outputOnly, _network }.SelectMany(option => new Option[] { option.On, option.Off });
        command.AddGroup("Running code", [.. switches, _readable, _writable, _limits, _showHtml]);
    }

    /// <summary>The options with what is said about code. Single limits are changed in those of the chain below.</summary>
    public ChainOptions Read(ParseResult given, ChainOptions options, ChainDefinition? below)
    {
        var values = new OptionValues(given);
        string[]? limits = given.GetValue(_limits);
        CodeSettings code = below?.Code ?? CodeSettings.Default;
        options = options with
        {
            RunCode = _runCode.Read(given),
            FeedbackOutputOnly = _outputOnly.Read(given),
            CodeNetwork = _network.Read(given),
            CodeReadable = Folders(values, _readable),
            CodeWritable = Folders(values, _writable),
            CodeLimits = limits is { Length: > 0 } ? LimitOption.Apply(code.Limits, limits) : null,
            ShowHtml = values.Word(
                _showHtml, ("never", ShowHtml.Never), ("on-output", ShowHtml.OnOutput), ("always", ShowHtml.Always)),
        };
        FolderNames.RefuseEqualNames([.. options.CodeReadable ?? code.Readable, .. options.CodeWritable ?? code.Writable]);
        return options;
    }

    private static ImmutableArray<CodeFolder>? Folders(OptionValues values, Option<string[]> option) =>
        values.Many(option) is { } folders ? FolderNames.Read(option.Name, folders) : null;
}
