using Samantha.Chains.ChainFiles;
using Samantha.Chains.Prompts;
using Samantha.Chains.Settings;
using Samantha.Chains.Watching;
using Samantha.Engine.Client;
using Samantha.Hocon;
using Samantha.Host.Settings;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Settings;

/// <summary>The reference file is the manual of all settings; it must say what the code does.</summary>
public sealed class ReferenceSettingsTests
{
    private static readonly string Reference = File.ReadAllText(Path.Combine(Repo.Root, "hocon", "reference.conf"));

    [Fact]
    public void The_copy_inside_the_program_is_the_file() => Assert.Equal(Reference, SettingsFiles.EmbeddedReference());

    [Fact]
    public void The_reference_alone_gives_valid_settings()
    {
        ProgramSettings settings = Read("");
        Assert.Null(settings.DataFolder);
        Assert.Empty(settings.ModelsFolders);
        Assert.Equal("samantha-mini", settings.DefaultModel);
        Assert.Equal(TimeSpan.FromSeconds(10), settings.HeartbeatTimeout);
        Assert.Equal(TimeSpan.FromSeconds(1), settings.PartialInterval);
        Assert.Equal(WatchdogSettings.Default, settings.Watchdog);
        Assert.Equal(new PythonSettings(null, WithoutSandbox: false, WarmSpare: true), settings.Python);
    }

    [Fact]
    public void The_reference_documents_every_chain_default_as_the_code_has_it()
    {
        HoconObject document = HoconDocument.Parse(Reference, "reference.conf");
        Assert.True(document.TryGet("chain", out _));
        string chainOnly = Reference[Reference.IndexOf("\nchain {", StringComparison.Ordinal)..]
            .Replace("models = []", "models = [\"m\"]", StringComparison.Ordinal);
        ChainFileResult result = ChainFileReader.Read(chainOnly, "reference.conf", _ => throw new InvalidOperationException());
        Assert.DoesNotContain(result.Diagnostics, finding => finding.IsError);
        ChainDefinition plain = ChainDefinition.FromPrompts(PromptList.Literal(["x"])) with { Models = [ModelEntry.Of("m")] };
        ChainDefinition written = result.Chain! with { Prompts = plain.Prompts };

        // Writing a default out is allowed to be visible in the overrides; in effect nothing may differ.
        Assert.Equal(plain.HyperparametersOf(plain.Models[0]), written.HyperparametersOf(written.Models[0]));
        written = written with { Hyperparameters = HyperparameterOverrides.None };
        Assert.Empty(ChainDifference.Describe(plain, written));
    }

    [Fact]
    public void The_reference_names_every_hyperparameter()
    {
        HoconObject document = HoconDocument.Parse(Reference, "reference.conf");
        Assert.True(document.TryGet("chain.hyperparameters", out HoconNode? node));
        IEnumerable<string> written = ((HoconObject)node).Members.Select(member => member.Key);
        Assert.Equal(HyperparameterTable.Keys.Select(key => key.Name).Where(name => name != "seed"), written);
    }

    [Fact]
    public void A_users_file_overrides_single_values()
    {
        ProgramSettings settings =
            Read("samantha { engine { cancel-grace = 3 s }, models-folders = [\"mine\"], log { level = debug } }");
        Assert.Equal(TimeSpan.FromSeconds(3), settings.CancelGrace);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.StartTimeout);
        Assert.Equal(["/user/mine"], settings.ModelsFolders.AsEnumerable());
    }

    [Theory]
    [InlineData("", EngineSandboxWish.Auto)]
    [InlineData("samantha.engine.sandbox = auto", EngineSandboxWish.Auto)]
    [InlineData("samantha.engine.sandbox = none", EngineSandboxWish.None)]
    [InlineData("samantha.engine.sandbox = required", EngineSandboxWish.Required)]
    public void The_sandbox_of_the_engine_is_the_strongest_that_holds_unless_the_user_says_otherwise(
        string written, EngineSandboxWish expected) => Assert.Equal(expected, Read(written).EngineSandbox);

    [Theory]
    [InlineData("python3.12", "python3.12")]
    [InlineData("venv/bin/python3", "/user/venv/bin/python3")]
    [InlineData("/opt/python/bin/python3", "/opt/python/bin/python3")]
    public void An_interpreter_is_a_name_or_a_path_beside_the_settings_file(string written, string expected)
    {
        PythonSettings python =
            Read($"samantha.python {{ interpreter = \"{written}\", sandbox = none, warm-spare = off }}").Python;
        Assert.Equal(new PythonSettings(expected, WithoutSandbox: true, WarmSpare: false), python);
    }

    [Theory]
    [InlineData("samantha { engine { cancel-grase = 3 s } }", "user.conf:1:36: 'samantha.engine.cancel-grase' is not a setting")]
    [InlineData("samantha { engine { cancel-grace = soon } }", "user.conf:1:36: 'soon' is not accepted here")]
    [InlineData("samantha { engine { cancel-grace = 2 d } }", "must be from 100 ms to 1 min")]
    [InlineData("samantha { engine { watchdog { factor = -1 } } }", "must be from 0 to 1000, not -1")]
    [InlineData("samantha { engine { watchdog { load-floor = 1 ms } } }", "must be from 1.0 s to 24 h")]
    [InlineData("samantha { engine = on }", "must be an object, but a text was found")]
    [InlineData("samantha { models-folders = mine }", "must be a list, but a text was found")]
    [InlineData("samantha { models-folders = [\"\"] }", "must be a text that is not empty")]
    [InlineData("samantha { log { level = loud } }", "must be debug, info, warning, error or off, not 'loud'")]
    [InlineData("samantha { log { size-max = 1 } }", "must be from 64.0 KiB to 1.0 GiB")]
    [InlineData("samantha { python { sandbox = weak } }", "'samantha.python.sandbox' must be auto or none, not 'weak'")]
    [InlineData("samantha { engine { sandbox = off } }", "'samantha.engine.sandbox' must be auto, none or required, not 'off'")]
    [InlineData("chain { loops = 3 }", "do not belong into the program's settings")]
    [InlineData("samantha {", "user.conf:1:")]
    public void A_wrong_setting_is_told_with_its_place(string text, string expected)
    {
        var failure = Assert.Throws<CommandFailure>(() => Read(text));
        Assert.Equal(ExitCodes.BadInput, failure.ExitCode);
        Assert.Contains(expected, failure.Message);
    }

    private static ProgramSettings Read(string user)
    {
        HoconObject mine;
        try
        {
            mine = HoconDocument.Parse(user, "user.conf");
        }
        catch (HoconException e)
        {
            throw CommandFailure.BadInput(e.Message);
        }

        return SettingsReader.Read(HoconDocument.Parse(Reference, "reference.conf"), mine, "/home", "/user");
    }
}
