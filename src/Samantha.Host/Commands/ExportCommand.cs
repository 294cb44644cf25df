using System.CommandLine;
using Samantha.Actors.Journal;
using Samantha.Exports;
using Samantha.Host.Composition;
using Samantha.Host.Exporting;
using Samantha.Host.Help;
using Samantha.Host.Terminal;

namespace Samantha.Host.Commands;

/// <summary>
/// <c>samantha export ID</c>: a session as a page, a document, a table or lines. Reads the journal, writes one file.
/// </summary>
internal static class ExportCommand
{
    private const string StandardOutput = "-";

    public static Command Build(CommandContext context)
    {
        Argument<string> session = SessionArgument.Create();
        var format = new Option<string?>("--format", "-f")
        {
            HelpName = "FORMAT",
            Description = $"One of {ExportFormats.AllNames}. Left out: what the ending of -o says, else html.",
        };
        var file = new Option<string?>("--output", "-o")
        {
            HelpName = "FILE",
            Description = "The file to write; - is standard output. Left out: ID.FORMAT in the current folder.",
        };
        Option<bool> force = Flag("--force", "Replace the file if it exists.");
        Option<bool> open = Flag("--open", "Open the file in the browser (BROWSER, else the system's) when there is one.");
        Option<bool> withFiles = Flag("--with-files", "jsonl: also the content of produced files, as base64.");
        Option<bool> tokens = Flag("--tokens", "csv: a row per candidate of each token whose evidence the journal has.");
        var places = new PlaceOptions();
        var command = new VerbCommand("export", CommandTree.DescriptionOf("export"))
        {
            Details =
            [
                "html is one page that needs no network and runs no script: responses, code, output and pictures, with a table "
                + "of all steps. md is a document in which every text is fenced. jsonl is the journal, event by event: the only "
                + "form that keeps every character. csv has a row per attempt of a step.",
                "In csv, a text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line end) gets "
                + "an apostrophe in front; taking it away gives the text back. In html and md, control characters and direction "
                + "marks are made visible.",
                "Works while the session runs, with what there is so far. Of a damaged journal the intact beginning is exported, "
                + "and the exit code is 3.",
            ],
            Examples =
            [
                new("samantha export last --open", "the session that ran last, as a page in the browser"),
                new("samantha export k3f9 --format md -o notes.md", "a document"),
                new("samantha export last --format csv -o - | head -3", "a table on standard output"),
                new("samantha export last --format jsonl --with-files -o all.jsonl", "everything, with the files that code made"),
            ],
        };
        command.Arguments.Add(session);
        command.AddGroup(
            "Options", format, file, force, open, withFiles, tokens, places.Data, places.Config, places.NoColour);
        command.SetAction((given, _) =>
        {
            ExportFormat kind = Format(given.GetValue(format), given.GetValue(file));
            string? target = given.GetValue(file);
            var options = new ExportOptions { WithFiles = given.GetValue(withFiles), Tokens = given.GetValue(tokens) };
            CheckTogether(kind, target, given.GetValue(open), options);
            HostServices services = context.Services(given, places);
            SessionListing listing = SessionArgument.Resolve(services, given.GetValue(session)!);
            return target == StandardOutput
                ? Task.FromResult(ToOutput(services.Console, listing, kind, options))
                : ToFileAsync(services.Console, listing, kind, target ?? $"{listing.Id}.{ExportFormats.NameOf(kind)}",
                    given.GetValue(force), options, given.GetValue(open));
        });
        return command;
    }

    private static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero };

    private static ExportFormat Format(string? name, string? file)
    {
        if (name is not null)
        {
            return ExportFormats.TryParse(name, out ExportFormat asked)
                ? asked
                : throw CommandFailure.BadInput($"--format {name} is not known", $"Known are {ExportFormats.AllNames}.");
        }

        string ending = Path.GetExtension(file ?? "").TrimStart('.');
        return ExportFormats.TryParse(ending, out ExportFormat meant) ? meant : ExportFormat.Html;
    }

    private static void CheckTogether(ExportFormat format, string? target, bool open, ExportOptions options)
    {
        if (open && target == StandardOutput)
        {
            throw CommandFailure.BadInput("--open needs a file, but -o - is standard output", "Leave -o out, or name a file.");
        }

        if (options.Tokens && format != ExportFormat.Csv)
        {
            throw CommandFailure.BadInput(
                $"--tokens belongs to csv, not to {ExportFormats.NameOf(format)}", "jsonl has the tokens by itself.");
        }

        if (options.WithFiles && format != ExportFormat.Jsonl)
        {
            throw CommandFailure.BadInput(
                $"--with-files belongs to jsonl, not to {ExportFormats.NameOf(format)}",
                "html shows pictures and links other files by itself.");
        }

        if (target is { } file && string.IsNullOrWhiteSpace(file))
        {
            throw CommandFailure.BadInput("-o names no file", "Leave it out for a file in the current folder.");
        }
    }

    private static int ToOutput(HostConsole console, SessionListing session, ExportFormat format, ExportOptions options) =>
        TellProblems(console, session, SessionExporter.WriteOut(console, session, format, options));

    private static async Task<int> ToFileAsync(
        HostConsole console, SessionListing session, ExportFormat format, string path, bool force, ExportOptions options, bool open)
    {
        ExportResult result = SessionExporter.WriteFile(session, format, path, force, options);
        string full = Path.GetFullPath(path);
        console.Note($"{Amounts.Plural(result.Steps, "step")} of {session.Id} written to {full}");
        if (open)
        {
            BrowserOpening opening = await new BrowserOpener().OpenAsync(full).ConfigureAwait(false);
            console.Note(opening.IsOpened ? opening.Message : $"not opened, because {opening.Message}. The file is {full}");
        }

        return TellProblems(console, session, result);
    }

    private static int TellProblems(HostConsole console, SessionListing session, ExportResult result)
    {
        if (session.IsAlive)
        {
            console.Note($"{session.Id} is running; the export has what there was so far");
        }

        if (result.UnknownRecords > 0)
        {
            console.Warning($"{Amounts.Plural(result.UnknownRecords, "event")} of a kind that this version does not know; "
                + "only jsonl has them");
        }

        foreach (string missing in result.MissingFiles)
        {
            console.Warning($"{missing} is gone or has changed since it was produced, and is not in the export");
        }

        if (result.Damage is null)
        {
            return ExitCodes.Done;
        }

        console.Failure(
            $"{session.Id}: the journal is damaged: {result.Damage}",
            "What was exported is intact. samantha resume goes on from there and keeps the damaged file.");
        return ExitCodes.Storage;
    }
}
