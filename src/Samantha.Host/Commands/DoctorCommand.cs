using System.CommandLine;
using System.Text.Json;
using Samantha.Chains.Text;
using Samantha.Host.Composition;
using Samantha.Host.Doctoring;
using Samantha.Host.Help;
using Samantha.Host.Terminal;

namespace Samantha.Host.Commands;

/// <summary><c>samantha doctor</c>: what this machine has of what the program needs, and what to do about the rest.</summary>
internal static class DoctorCommand
{
    private const int NameCells = 13;

    public static Command Build(CommandContext context)
    {
        var json = JsonOption.Create("One JSON object per finding.");
        var places = new PlaceOptions();
        var command = new VerbCommand("doctor", CommandTree.DescriptionOf("doctor"))
        {
            Details =
            [
                "Tries what chains need: the engine's libraries, Python and its libraries, the sandbox with its self-test, the "
                + "PDF tools, the browser, the data folder, memory. Changes nothing. Exit code 1: a part cannot work.",
            ],
            Examples =
            [
                new("samantha doctor", "everything, with what to do"),
                new("samantha doctor --json | jq 'select(.verdict!=\"good\")'", "what is not as it should be"),
            ],
        };
        command.AddGroup("Options", json, places.NoSandbox, places.Data, places.Config, places.NoColour);
        command.SetAction((given, cancellation) =>
            RunAsync(context.Services(given, places), given.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(HostServices services, bool asJson, CancellationToken cancellation)
    {
        HostConsole console = services.Console;
        int problems = 0;
        await foreach (DoctorFinding finding in new Doctor(services).LookAsync(cancellation).ConfigureAwait(false))
        {
            problems += finding.Verdict == DoctorVerdict.Problem ? 1 : 0;
            if (asJson)
            {
                JsonLine.Write(console.Out, json => Write(json, finding));
            }
            else
            {
                Write(console, finding);
            }

            console.Out.Flush();
        }

        return problems > 0 ? ExitCodes.SomethingFailed : ExitCodes.Done;
    }

    private static void Write(HostConsole console, DoctorFinding finding)
    {
        string verdict = finding.Verdict switch
        {
            DoctorVerdict.Good => console.OutInk.Green("good   "),
            DoctorVerdict.Note => console.OutInk.Yellow("note   "),
            _ => console.OutInk.Red("PROBLEM"),
        };
        string text = TerminalSanitizer.SanitizeLine(finding.Text);
        console.Out.WriteLine($"{verdict}  {console.OutInk.Bold(finding.Name.PadRight(NameCells))}{text}");
        string indent = new(' ', "PROBLEM".Length + 2 + NameCells);
        foreach (string line in finding.Lines)
        {
            console.Out.WriteLine(indent + console.OutInk.Dim(TerminalSanitizer.SanitizeLine(line)));
        }

        if (finding.Advice.Length > 0)
        {
            console.Out.WriteLine(indent + TerminalSanitizer.SanitizeLine(finding.Advice));
        }
    }

    private static void Write(Utf8JsonWriter json, DoctorFinding finding)
    {
        json.WriteString("name", finding.Name);
        json.WriteString("verdict", JsonNamingPolicy.KebabCaseLower.ConvertName(finding.Verdict.ToString()));
        json.WriteString("text", finding.Text);
        json.WriteString("advice", finding.Advice);
        json.WriteStartArray("details");
        foreach (string line in finding.Lines)
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
    }
}
