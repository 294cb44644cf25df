using System.Collections.Immutable;
using System.Globalization;
using Samantha.Tui.Library;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Plain;

/// <summary>The interface's settings as words and values. Changes are saved at once and told to whoever lives by them.</summary>
internal sealed class PlainSettings(ITuiServices services, PlainWriter writer, TextCatalog texts, Action<UiSettings> changed)
{
    private const string FromEnvironment = "auto";
    private const string On = "on";
    private const string Off = "off";
    private const int FramesMax = 60;

    private static readonly ImmutableArray<string> s_switch = [On, Off];

    private static readonly Dictionary<string, string> s_switchWords = new(StringComparer.OrdinalIgnoreCase)
    {
        [On] = On, ["ligado"] = On, ["yes"] = On, ["sim"] = On,
        [Off] = Off, ["desligado"] = Off, ["no"] = Off, ["não"] = Off, ["nao"] = Off,
    };

    private static readonly ImmutableArray<Row> s_rows =
    [
        new("language", s => s.Language.Length == 0 ? FromEnvironment : s.Language,
            (s, value) => s with { Language = value == FromEnvironment ? "" : value }, _ => [FromEnvironment, .. Languages.All]),
        new("theme", s => s.Theme, (s, value) => s with { Theme = value }, themes => themes),
        Switch("mouse", s => s.Mouse, (s, on) => s with { Mouse = on }),
        Switch("bell", s => s.Bell, (s, on) => s with { Bell = on }),
        Switch("keys", s => s.ShowKeys, (s, on) => s with { ShowKeys = on }),
        new("frames", s => s.FramesPerSecond.ToString(CultureInfo.InvariantCulture),
            (s, value) => s with { FramesPerSecond = int.Parse(value, CultureInfo.InvariantCulture) },
            _ => [.. Enumerable.Range(0, FramesMax + 1).Select(n => n.ToString(CultureInfo.InvariantCulture))]),
    ];

    public void Show()
    {
        UiSettings now = services.Settings.Load().Settings;
        foreach (Row row in s_rows)
        {
            writer.Key(
                "plain.setting", texts["plain.setting." + row.Id], row.Get(now), texts["settings." + row.Id + ".help"],
                Allowed(row));
        }
    }

    /// <summary><c>set NAME VALUE</c>.</summary>
    public void Change(string rest)
    {
        (string name, string value) = PlainWords.Split(rest);
        if (s_rows.FirstOrDefault(row => Is(row, name)) is not { } setting)
        {
            writer.Key("plain.setting-name", string.Join(", ", s_rows.Select(row => texts["plain.setting." + row.Id])));
            return;
        }

        string wanted = setting.IsSwitch ? s_switchWords.GetValueOrDefault(value, value) : value;
        if (setting.Allowed(Themes()).FirstOrDefault(one => one.Equals(wanted, StringComparison.OrdinalIgnoreCase)) is not { } known)
        {
            writer.Key("plain.setting-value", texts["plain.setting." + setting.Id], Allowed(setting));
            return;
        }

        UiSettings after = setting.Set(services.Settings.Load().Settings, known);
        services.Settings.Save(after);
        writer.Key("plain.set", texts["plain.setting." + setting.Id], known);
        changed(after);
    }

    private static Row Switch(string id, Func<UiSettings, bool> get, Func<UiSettings, bool, UiSettings> set) =>
        new(id, s => get(s) ? On : Off, (s, value) => set(s, value == On), _ => s_switch) { IsSwitch = true };

    private bool Is(Row row, string name) => row.Id.Equals(name, StringComparison.OrdinalIgnoreCase)
        || texts["plain.setting." + row.Id].Equals(name, StringComparison.OrdinalIgnoreCase);

    private string Allowed(Row row) => row.Allowed(Themes()) is { Length: > 10 } many
        ? texts.Format("plain.from-to", many[0], many[^1])
        : string.Join(", ", row.Allowed(Themes()));

    private ImmutableArray<string> Themes() => ThemeShelf.Read(Path.Combine(services.Data.Root, "themes")).Names;

    /// <summary>One setting: its value as a word, and what a word makes of it.</summary>
    private sealed record Row(
        string Id, Func<UiSettings, string> Get, Func<UiSettings, string, UiSettings> Set,
        Func<ImmutableArray<string>, ImmutableArray<string>> Allowed)
    {
        public bool IsSwitch { get; init; }
    }
}
