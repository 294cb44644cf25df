using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;
using Samantha.Chains.Studies;

namespace Samantha.Exports.Reading;

/// <summary>Reads a source once, from beginning to end, for its overview.</summary>
internal sealed class OverviewReader(ExportSource export)
{
    /// <summary>A session that loads models in more ways than this is shown with the first of them.</summary>
    private const int ModelsMax = 200;

    private readonly List<StepLine> _steps = [];
    private readonly List<ModelLoaded> _models = [];
    private readonly List<ModelHashed> _hashes = [];
    private readonly HashSet<(string, string, long, int, int, string)> _modelsSeen = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private SessionStarted? _start;
    private SettingsStudier? _studier;
    private SessionBranched? _branch;
    private DateTimeOffset _lastAtUtc;
    private SessionEvent? _lastEnding;

    /// <exception cref="FormatException">The records do not begin with the start of a session.</exception>
    public static Overview Read(ExportSource source)
    {
        var reader = new OverviewReader(source);
        var records = 0L;
        var unknown = 0L;
        var assembler = new StepAssembler();
        foreach (var record in source.Records())
        {
            records++;
            if (record.Event is null)
            {
                unknown++;
                continue;
            }

            reader.Add(record.Event);
            reader.Add(assembler.Add(record.Event));
        }

        reader.Add(assembler.Complete(source.Unfinished()));
        var damage = source.Damage();
        var start = reader._start ?? throw EmptyJournal.Failure(damage, records);
        return new Overview
        {
            Start = start,
            Branch = reader._branch,
            Chain = ChainOf(reader._branch?.Chain ?? start.Chain),
            Steps = [.. reader._steps],
            Models = [.. reader._models],
            Hashes = [.. reader._hashes],
            Ending = reader.Ending(source, damage),
            Report = source.Report(),
            Study = reader._studier?.Build(),
            LastAtUtc = reader._lastAtUtc,
            Records = records,
            Unknown = unknown,
            Damage = damage,
        };
    }

    private void Add(SessionEvent sessionEvent)
    {
        if (_start is null && sessionEvent is SessionStarted started)
        {
            _start = started;
            _studier = ChainOf(started.Chain) is { } chain && (!chain.Sweep.IsNone || chain.RandomHyperparameters is not null)
                ? new SettingsStudier(committed => MeanEntropy.Of(export.Evidence(committed)))
                : null;
        }

        _studier?.Add(sessionEvent);
        _lastAtUtc = sessionEvent.AtUtc > _lastAtUtc ? sessionEvent.AtUtc : _lastAtUtc;
        switch (sessionEvent)
        {
            case SessionStopped or SessionFinished:
                _lastEnding = sessionEvent;
                break;
            case SessionBranched branched:
                (_branch, _lastEnding) = (branched, null);
                break;
            case SessionResumed or StepStarted:
                _lastEnding = null;
                break;
            case ModelLoaded loaded when _models.Count < ModelsMax && _modelsSeen.Add((
                loaded.Model, loaded.Path, loaded.FileBytes, loaded.ContextTokens, loaded.Threads, loaded.TemplateName)):
                _models.Add(loaded);
                break;
            case ModelHashed hashed when _hashes.Count < ModelsMax
                && !_hashes.Exists(known => known.Path == hashed.Path && known.Sha256 == hashed.Sha256):
                _hashes.Add(hashed);
                break;
            default:
                break;
        }
    }

    private void Add(IEnumerable<ExportItem> items)
    {
        foreach (var item in items)
        {
            if (item is StepItem { Step: var step })
            {
                _steps.Add(StepLine.Of(step, Shared(step.Model)));
            }
        }
    }

    // The same few names come with every step: one copy of each is enough.
    private string Shared(string name)
    {
        if (!_names.TryGetValue(name, out var known))
        {
            _names[name] = known = name;
        }

        return known;
    }

    private SessionEnding Ending(ExportSource source, string? damage) => _lastEnding switch
    {
        _ when damage is not null => new SessionEnding(EndingTone.Bad, "Damaged",
            $"The journal is damaged, and this is its intact beginning: {damage}"),
        SessionFinished => _steps.Any(step => step.End == StepEnd.Failed)
            ? new SessionEnding(EndingTone.Bad, "Finished", "The plan is done, but not every step was answered.")
            : new SessionEnding(EndingTone.Good, "Finished", "The plan is done."),
        SessionStopped { Reason: SessionStopReason.StopRule, Rule: { } rule } stopped =>
            new SessionEnding(EndingTone.Good, "Stopped", $"{stopped.Message} (stop rule {Words.Kebab(rule)})"),
        SessionStopped { Reason: SessionStopReason.Error } stopped =>
            new SessionEnding(EndingTone.Bad, "Stopped by an error", stopped.Message),
        SessionStopped { Reason: SessionStopReason.Health } stopped =>
            new SessionEnding(EndingTone.Bad, "Stopped by a detector", stopped.Message),
        SessionStopped stopped => new SessionEnding(EndingTone.Neutral, "Stopped", stopped.Message),
        _ when source.IsRunning => new SessionEnding(EndingTone.Neutral, "Running", "This is what there was so far."),
        _ => new SessionEnding(EndingTone.Bad, "Interrupted", "The program ended in the middle of it. It can be resumed."),
    };

    private static ChainDefinition? ChainOf(string chain)
    {
        try
        {
            return ChainJson.Deserialize(chain);
        }
        catch (FormatException)
        {
            // From a newer version: the rest of the session can still be shown.
            return null;
        }
    }
}
