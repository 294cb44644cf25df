using Samantha.Chains.Sessions;
using Samantha.Chains.Text;
using Samantha.Exports.Reading;
using Samantha.Exports.Tokens;

namespace Samantha.Exports.Lines;

/// <summary>
/// Every record as it is stored, one per line, also of kinds that this version does not know. Lines whose type begins with
/// <c>export-</c> are added by the export and no events: produced files, tokens, an unfinished response, damage.
/// </summary>
internal sealed class JsonlRenderer(ExportSource source, ExportOptions options, TextWriter output)
{
    public ExportResult Write()
    {
        var records = 0L;
        var unknown = 0L;
        var steps = 0L;
        SessionEvent? newest = null;
        var missing = new MissingFiles();
        foreach (var record in source.Records())
        {
            records++;
            SafeJsonLine.Write(output, record.Json);
            newest = record.Event is StepStarted or ResponseCommitted or StepFailed or ModelSkipped
                && record.Event.Sequence > (newest?.Sequence ?? 0) ? record.Event : newest;
            switch (record.Event)
            {
                case null:
                    unknown++;
                    break;
                case ResponseCommitted or StepFailed or ModelSkipped:
                    steps++;
                    WriteEvidence(record.Event as ResponseCommitted);
                    break;
                case CodeExecuted code when options.WithFiles:
                    WriteFiles(code, missing);
                    break;
                default:
                    break;
            }
        }

        if (source.Unfinished() is { } unfinished && newest is StepStarted open
            && unfinished.Position == open.Position && unfinished.Attempt == open.Attempt)
        {
            ExportLine.Write(output, "export-unfinished", json =>
            {
                json.WriteString("position", unfinished.Position.StepId);
                json.WriteNumber("attempt", unfinished.Attempt);
                json.WriteString("text", TextRepair.ReplaceLoneSurrogates(unfinished.Text));
                json.WriteNumber("tokens", unfinished.Tokens);
            });
        }

        var damage = source.Damage();
        if (damage is not null)
        {
            ExportLine.Write(output, "export-damage", json => json.WriteString("message", damage));
        }

        return records > 0
            ? new ExportResult(records, steps, unknown, damage, missing.ToImmutable())
            : throw EmptyJournal.Failure(damage);
    }

    private void WriteEvidence(ResponseCommitted? committed)
    {
        foreach (var token in committed is null ? [] : source.Evidence(committed))
        {
            ExportLine.Write(
                output, "export-token", json => TokenLine.WriteTo(json, committed!.Position, committed.Attempt, token));
        }
    }

    private void WriteFiles(CodeExecuted code, MissingFiles missing)
    {
        foreach (var file in code.Outcome.Files.IsDefault ? [] : code.Outcome.Files)
        {
            if (!FileLine.Write(output, source, code, file))
            {
                missing.Add(code.Position, file);
            }
        }
    }
}
