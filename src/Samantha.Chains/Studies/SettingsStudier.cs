using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Studies;

/// <summary>
/// Folds the events of a session into a study of its settings. Pure; evidence comes from outside. Of every kind of response
/// (model, text that was sent, settings) it keeps the first one to compare the others with.
/// </summary>
/// <param name="entropyBits">The mean entropy at a response's tokens; null where nobody knows it.</param>
public sealed class SettingsStudier(Func<ResponseCommitted, double?>? entropyBits = null)
{
    /// <summary>So much of a response is kept for the place where another one differs.</summary>
    private const int TextCharactersMax = 20_000;

    /// <summary>So much is told of how both go on.</summary>
    private const int TextShown = 30;

    private readonly List<StudyResponse> _responses = [];
    private readonly Dictionary<Hyperparameters, Hyperparameters> _settings = [];
    private readonly Dictionary<string, FirstOfKind> _first = new(StringComparer.Ordinal);
    private readonly Dictionary<StudyResponse, FirstDifference?> _again = new(ReferenceEqualityComparer.Instance);
    private StepStarted? _started;
    private long _leftOut;

    /// <summary>The study of all of a session's responses; null when no setting varies and none was asked for again.</summary>
    public static SettingsStudy? Of(IEnumerable<SessionEvent> events, Func<ResponseCommitted, double?>? entropyBits = null)
    {
        var studier = new SettingsStudier(entropyBits);
        foreach (var happened in events)
        {
            studier.Add(happened);
        }

        return studier.Build();
    }

    public void Add(SessionEvent happened)
    {
        if (happened is StepStarted started)
        {
            _started = started;
        }
        else if (happened is ResponseCommitted committed && _started is { } step && step.Position == committed.Position
            && step.Attempt == committed.Attempt)
        {
            Add(step, committed);
        }
    }

    /// <summary>Null when there is nothing to compare.</summary>
    public SettingsStudy? Build()
    {
        var varied = HyperparameterTable.Keys
            .Where(key => key.Kind != HyperparameterKind.Seed && _settings.Keys.Select(key.Format).Distinct().Skip(1).Any())
            .ToImmutableArray();
        if (varied.IsEmpty && _again.Count == 0)
        {
            return null;
        }

        var ordered = _responses.OrderBy(response => response.Position).ToImmutableArray();
        var rows = ordered.GroupBy(response => string.Join('\n', varied.Select(key => key.Format(response.Settings))))
            .Select(group => Row(varied, [.. group]))
            .OrderBy(row => row.Values, Comparer<ImmutableArray<string>>.Create(CompareValues));
        return new SettingsStudy([.. varied.Select(key => key.Name)], [.. rows], ordered, _leftOut);
    }

    private void Add(StepStarted started, ResponseCommitted committed)
    {
        if (committed.StopReason is ResponseStopReason.Interrupted or ResponseStopReason.RejectedByDetector)
        {
            return;
        }

        if (committed.StopReason == ResponseStopReason.SkippedByUser || _responses.Count == SettingsStudy.ResponsesMax)
        {
            _leftOut++;
            return;
        }

        var settings = started.Hyperparameters with { Seed = null };
        settings = _settings.TryGetValue(settings, out var known) ? known : _settings[settings] = settings;
        var response = new StudyResponse(
            started.Position, started.Model, started.Position.Prompt, settings, started.Seed,
            ResponseMeasures.Of(committed.Text, committed.ResponseTokens, entropyBits?.Invoke(committed)));
        _responses.Add(response);
        Compare(started, committed, response);
    }

    private void Compare(StepStarted started, ResponseCommitted committed, StudyResponse response)
    {
        var kind = KindOf(started);
        if (!_first.TryGetValue(kind, out var first))
        {
            var text = committed.Text.Length > TextCharactersMax ? committed.Text[..TextCharactersMax] : committed.Text;
            _first[kind] = new FirstOfKind(started, text, committed.TokenIds);
            return;
        }

        _again[response] = first.DifferenceTo(started, committed);
    }

    // Everything that goes into a response but its seed.
    private static string KindOf(StepStarted started)
    {
        var settings = HyperparameterTable.Keys.Where(key => key.Kind != HyperparameterKind.Seed)
            .Select(key => key.Format(started.Hyperparameters));
        var text = string.Join('\0', [
            started.Model, started.SystemPrompt, started.PreviousResponse, started.Prompt, started.GivenTokens ?? "", .. settings,
        ]);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private StudyRow Row(ImmutableArray<HyperparameterKey> varied, StudyResponse[] responses)
    {
        var again = responses.Where(_again.ContainsKey).Select(response => _again[response]).ToList();
        return new StudyRow(
            [.. varied.Select(key => key.Format(responses[0].Settings))],
            responses.Length,
            [.. Measure.All.Select(measure => responses.Select(response => measure.Get(response.Measures)).Average())],
            again.Count,
            again.Count(difference => difference is null),
            again.OfType<FirstDifference>().MinBy(difference => difference.Token));
    }

    // As numbers where they are numbers.
    private static int CompareValues(ImmutableArray<string> left, ImmutableArray<string> right)
    {
        for (var index = 0; index < left.Length; index++)
        {
            var isNumber = double.TryParse(left[index], CultureInfo.InvariantCulture, out var a)
                & double.TryParse(right[index], CultureInfo.InvariantCulture, out var b);
            var order = isNumber ? a.CompareTo(b) : string.CompareOrdinal(left[index], right[index]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>What later responses of the same kind are compared with.</summary>
    private sealed record FirstOfKind(StepStarted Started, string Text, string? TokenIds)
    {
        public FirstDifference? DifferenceTo(StepStarted other, ResponseCommitted committed)
        {
            var isSame = TokenIds is null || committed.TokenIds is null
                ? committed.Text.StartsWith(Text, StringComparison.Ordinal) && committed.Text.Length == Text.Length
                : TokenIds == committed.TokenIds;
            if (isSame)
            {
                return null;
            }

            var shared = Text.AsSpan().CommonPrefixLength(committed.Text);
            return new FirstDifference(
                Started.Position, other.Position, FirstToken(committed.TokenIds), Excerpt(Text, shared),
                Excerpt(committed.Text, shared));
        }

        private int FirstToken(string? otherIds)
        {
            if (TokenIds is null || otherIds is null)
            {
                return 0;
            }

            var mine = TokenIds.Split(' ');
            var other = otherIds.Split(' ');
            var at = 0;
            while (at < mine.Length && at < other.Length && mine[at] == other[at])
            {
                at++;
            }

            return at + 1;
        }

        private static string Excerpt(string text, int start)
        {
            if (start > 0 && start < text.Length && char.IsLowSurrogate(text[start]))
            {
                start--;
            }

            var length = Math.Min(TextShown, text.Length - start);
            return string.Concat(text.AsSpan(start, length), start + length < text.Length ? "…" : "");
        }
    }
}
