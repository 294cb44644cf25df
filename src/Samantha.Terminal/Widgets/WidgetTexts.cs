using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace Samantha.Terminal.Widgets;

/// <summary>
/// Every text that widgets show by themselves, in English unless the caller gives others. Braces hold numbers or names, as in
/// string.Format. Texts of actions are in <see cref="Actions"/> by action id.
/// </summary>
public sealed record WidgetTexts
{
    public static WidgetTexts English { get; } = new();

    public string FilterPrompt { get; init; } = "Filter: ";

    /// <summary>Rows shown, rows in all.</summary>
    public string FilterCount { get; init; } = "{0} of {1}";

    public string NothingHere { get; init; } = "Nothing here";

    public string NothingFound { get; init; } = "Nothing found";

    public string SearchPrompt { get; init; } = "Search: ";

    public string SearchNotFound { get; init; } = "Not found: {0}";

    public string NewLines { get; init; } = "{0} new lines";

    public string NewLine { get; init; } = "1 new line";

    public string OldLinesGone { get; init; } = "{0} older lines are no longer shown";

    public string Selecting { get; init; } = "Selecting lines";

    public string Copied { get; init; } = "Copied {0} characters";

    public string CopyTooLarge { get; init; } = "Not copied: {0} characters are more than the terminal takes";

    /// <summary>Lines, characters, key that confirms, key that declines.</summary>
    public string LargePaste { get; init; } = "Insert {0} lines ({1} chars)? {2}: yes, {3}: no";

    public string PasteWasCut { get; init; } = "The pasted text was too long; its end is missing";

    public string EditorGivenUp { get; init; } = "The editor changed nothing";

    public string On { get; init; } = "on";

    public string Off { get; init; } = "off";

    public string NotANumber { get; init; } = "not a number";

    public string NotAWholeNumber { get; init; } = "not a whole number";

    public string NumberRange { get; init; } = "allowed: {0} to {1}";

    public string TextTooLong { get; init; } = "at most {0} characters";

    public string Yes { get; init; } = "Yes";

    public string No { get; init; } = "No";

    public string Close { get; init; } = "Close";

    public string PaletteTitle { get; init; } = "Commands";

    public string PaletteHint { get; init; } = "type to search";

    public string HelpTitle { get; init; } = "Keys";

    public string TooSmall { get; init; } = "Too small: needs {0}x{1}";

    /// <summary>Help line and short label of each action, by action id.</summary>
    public ImmutableDictionary<string, ActionText> Actions { get; init; } = ActionText.English;

    /// <summary>Headings of the key tables in the help, by the table's scope. A program adds its own.</summary>
    public ImmutableDictionary<string, string> Scopes { get; init; } = ActionText.EnglishScopes;

    /// <summary>The names that <see cref="From"/> asks for: properties as they are called, actions as "action.ID" and
    /// "label.ID", headings as "scope.ID".</summary>
    public static IEnumerable<string> Names =>
        TextProperties.Select(property => property.Name)
            .Concat(ActionText.English.Keys.Select(id => "action." + id))
            .Concat(ActionText.English.Where(pair => pair.Value.Label.Length > 0).Select(pair => "label." + pair.Key))
            .Concat(ActionText.EnglishScopes.Keys.Select(scope => "scope." + scope));

    /// <summary>Texts from a resource by name; what the resource does not have stays English.</summary>
    public static WidgetTexts From(Func<string, string?> lookup)
    {
        var texts = new WidgetTexts
        {
            Actions = ActionText.English.ToImmutableDictionary(
                pair => pair.Key,
                pair => new ActionText(
                    lookup("action." + pair.Key) ?? pair.Value.Help,
                    lookup("label." + pair.Key) ?? pair.Value.Label)),
            Scopes = ActionText.EnglishScopes.ToImmutableDictionary(
                pair => pair.Key, pair => lookup("scope." + pair.Key) ?? pair.Value),
        };
        foreach (var property in TextProperties)
        {
            if (lookup(property.Name) is { } text)
            {
                property.SetValue(texts, text);
            }
        }

        return texts;
    }

    /// <summary>The text with its values; a translation with wrong braces shows as it is rather than failing.</summary>
    public static string Format(string text, params ReadOnlySpan<object?> values)
    {
        try
        {
            return string.Format(CultureInfo.InvariantCulture, text, values);
        }
        catch (FormatException)
        {
            return text;
        }
    }

    private static IEnumerable<PropertyInfo> TextProperties =>
        typeof(WidgetTexts).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType == typeof(string));
}
