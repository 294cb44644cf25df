using System.Collections.Immutable;
using Samantha.Chains.Health;

namespace Samantha.Chains.Tests.Health;

/// <summary>
/// More cases from the harmless ones that people wrote: each is made to loop, to come again with a few words changed, to go round
/// in circles, to shrink, to change its language; and they are put together to dialogues in which nothing is wrong. The same
/// ones every time.
/// </summary>
public static class LabelledVariations
{
    private const int SentenceWordsMin = 4;
    private const int ProseWordsMin = 40;

    public static ImmutableArray<LabelledCase> Of(ImmutableArray<LabelledCase> written)
    {
        // What a model wrote is not clean enough to be made into something else.
        LabelledCase[] harmless =
        [
            .. written.Where(item => item is { Expected: null, Responses.Length: 1 }
                && !item.Name.StartsWith(LabelledFiles.OfModel, StringComparison.Ordinal)),
        ];
        LabelledCase[] english = [.. Prose(harmless, "harmless-en")];
        LabelledCase[] portuguese = [.. Prose(harmless, "harmless-pt")];
        var made = ImmutableArray.CreateBuilder<LabelledCase>();
        for (var index = 0; index < harmless.Length; index++)
        {
            var (item, next) = (harmless[index], harmless[(index + 1) % harmless.Length]);
            made.AddRange(Loops(item, index));
            made.Add(Made(item, "said twice", null, [item.Text + "\n\n" + item.Text]));
            made.Add(Made(item, "and others like it", null, [.. Others(harmless, item).Take(8)], turns: 1 + (index % 2)));
            if (WordCount(item.Text) < ProseWordsMin || WordCount(next.Text) < ProseWordsMin)
            {
                continue;
            }

            made.Add(Made(item, "again", HealthDetector.NearDuplicate, [item.Text, next.Text, Changed(item.Text, 30)]));
            made.Add(Made(item, "in a circle", HealthDetector.Circle,
                [item.Text, next.Text, Changed(item.Text, 30), Changed(next.Text, 35), Changed(item.Text, 40), next.Text], turns: 2,
                HealthDetector.NearDuplicate));
            made.Add(Made(item, "shrinks", HealthDetector.Collapse, [item.Text, next.Text, "Yes.", "I see.", "Ok."]));
        }

        for (var index = 0; index < Math.Min(english.Length, portuguese.Length); index++)
        {
            made.Add(Drift(english, portuguese, index));
            made.Add(Drift(portuguese, english, index));
        }

        return made.ToImmutable();
    }

    private static LabelledCase Drift(LabelledCase[] from, LabelledCase[] to, int index) => Made(
        from[index], $"then {to[index].Name}", HealthDetector.LanguageDrift,
        [.. Enumerable.Range(index, 3).Select(at => from[at % from.Length].Text), to[index].Text]);

    private static IEnumerable<LabelledCase> Loops(LabelledCase item, int index)
    {
        string[] sentences = [.. item.Text.Split(['.', '!', '?', '\n'], StringSplitOptions.TrimEntries)
            .Where(text => WordCount(text) >= SentenceWordsMin)];
        if (sentences.Length > 0)
        {
            var sentence = sentences[index % sentences.Length];
            var times = 8 + (120 / WordCount(sentence));
            yield return Made(item, "stuck in a sentence", HealthDetector.Repetition,
                [item.Text + "\n" + string.Concat(Enumerable.Repeat(sentence + ". ", times))]);
        }

        string[] words = Words(item.Text);
        var unit = string.Join(' ', words[..Math.Min(words.Length, 12 + (index % 30))]);
        yield return Made(item, "begins again and again", HealthDetector.Repetition,
            [string.Concat(Enumerable.Repeat(unit + "\n", 14))]);
    }

    private static LabelledCase Made(
        LabelledCase item, string how, HealthDetector? expected, ImmutableArray<string> responses, int turns = 1,
        params ImmutableArray<HealthDetector> allowed) =>
        new($"{item.Name}, {how}", expected, allowed, turns, item.Prompt, responses);

    // Of the same file, because another one may be in another language.
    private static IEnumerable<string> Others(LabelledCase[] harmless, LabelledCase item)
    {
        var file = item.Name[..item.Name.IndexOf(':', StringComparison.Ordinal)];
        LabelledCase[] same = [.. harmless.Where(other => other.Name.StartsWith(file + ":", StringComparison.Ordinal))];
        var at = Array.IndexOf(same, item);
        return same.Select((_, index) => same[(at + index) % same.Length].Text);
    }

    private static IEnumerable<LabelledCase> Prose(IEnumerable<LabelledCase> items, string file) => items.Where(item =>
        item.Name.StartsWith(file, StringComparison.Ordinal) && WordCount(item.Text) >= ProseWordsMin
        && item.Text.Count(char.IsDigit) < 8);

    // Every so many words another one, as a model with a little temperature does.
    private static string Changed(string text, int every)
    {
        string[] words = text.Split(' ');
        for (var at = every / 2; at < words.Length; at += every)
        {
            words[at] = "changed";
        }

        return string.Join(' ', words);
    }

    private static int WordCount(string text) => Words(text).Length;

    private static string[] Words(string text) =>
        [.. text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsLetterOrDigit))];
}
