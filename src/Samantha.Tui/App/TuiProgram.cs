using Samantha.Terminal.App;
using Samantha.Terminal.Devices;
using Samantha.Terminal.Widgets;
using Samantha.Tui.Library;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.App;

/// <summary>
/// The full-screen program from start to end. Owns what outlives one language: settings, notices, the desk of sessions, and the
/// app, which keeps the terminal. The screens are made anew, on the same app and with the same sessions, when a setting asks for
/// it.
/// </summary>
public static class TuiProgram
{
    /// <summary>Slow lines are spared.</summary>
    private const int FramesOverSsh = 15;

    /// <summary>What a shell reports for a program that was asked to end.</summary>
    private const int CancelledExitCode = 130;

    /// <summary>
    /// Runs until the person quits, the terminal goes away, or the token is cancelled. The terminal is restored on every way out.
    /// </summary>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(ITuiServices services, ITerminalDevice device, TuiOptions options, CancellationToken ct) =>
        Task.Factory.StartNew(
            () => Run(services, device, options, ct), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

    private static int Run(ITuiServices services, ITerminalDevice device, TuiOptions options, CancellationToken ct)
    {
        var thread = new UiThread();
        var notices = new Notices(services.Time);
        var sessions = new SessionDesk(services, thread.Post);
        var keeper = new SettingsKeeper(services.Settings, text => thread.Post(() => notices.Error(text)));
        try
        {
            UiSettingsRead read = services.Settings.Load();
            if (read.Problem is { } problem)
            {
                thread.Post(() => notices.Error(problem));
            }

            var themes = ThemeShelf.Read(Path.Combine(services.Data.Root, "themes"));
            foreach (string unusable in themes.Problems)
            {
                thread.Post(() => notices.Error(unusable));
            }

            return new Faces(services, options, thread, notices, sessions, keeper, themes, read.Settings).Run(device, ct);
        }
        finally
        {
            keeper.DisposeAsync().AsTask().GetAwaiter().GetResult();
            sessions.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>One set of screens after the other, each in one language and with one table of keys.</summary>
    private sealed class Faces(
        ITuiServices services, TuiOptions options, UiThread thread, Notices notices, SessionDesk sessions, SettingsKeeper keeper,
        ThemeShelf themes, UiSettings settings)
    {
        private UiSettings _settings = settings;

        // A language asked for at the start holds until the person chooses one in the settings.
        private string _language = options.Language;

        private Shell? _shell;

        public int Run(ITerminalDevice device, CancellationToken ct)
        {
            ScreenContext context = CreateContext();
            _shell = new Shell(context, thread);
            using var app = new TerminalApp(device, _shell.Root, OptionsOf(_settings));
            thread.Attach(app);
            using CancellationTokenRegistration cancelled = ct.Register(() => thread.Post(() =>
            {
                _shell.KeepDrafts();
                app.Quit(CancelledExitCode);
            }));
            try
            {
                // Before the first frame and before the first key, which may be for another screen already.
                Open(context, options.StartScreen, options.StartArgument);
                return app.Run();
            }
            finally
            {
                _shell.KeepDrafts();
                _shell.Disconnect();
                thread.Detach();
            }
        }

        private void Open(ScreenContext context, string screen, object? argument)
        {
            thread.App?.SetTitle(context.Texts["program.title"]);
            _shell!.Show(screen, argument);
            _shell.TellOfDrafts();
        }

        // What the old screens have not saved is in the drafts, and the new ones find it there.
        private void ChangeFace()
        {
            Shell before = _shell!;
            before.KeepDrafts();
            before.Disconnect();
            ScreenContext context = CreateContext();
            _shell = new Shell(context, thread);
            _shell.TakePlaces(before);
            if (thread.App is { } app)
            {
                app.View = _shell.Root;
            }

            Open(context, ScreenIds.Settings, null);
        }

        private ScreenContext CreateContext()
        {
            string wanted = _language.Length > 0 ? _language : _settings.Language;
            TextCatalog texts = TextCatalog.Load(Languages.Choose(wanted, options.Environment));
            notices.Translate = texts.Said;
            ScreenContext? context = null;
            context = new ScreenContext
            {
                Services = services,
                Kit = CreateKit(texts),
                Texts = texts,
                Jobs = new Jobs(thread.Post, notices, services.Time),
                Sessions = sessions,
                Drafts = new Drafts(services.Data, services.Time),
                Go = new Navigation(),
                Notices = notices,
                Settings = _settings,
                Themes = themes,
                Post = thread.Post,
                After = thread.After,
                ApplySettings = changed => Apply(context!, changed),
            };
            return context;
        }

        private WidgetKit CreateKit(TextCatalog texts)
        {
            WidgetTexts words = WidgetTexts.From(name => texts.Find("widget." + name));
            words = words with
            {
                Scopes = words.Scopes.AddRange(ScreenIds.InOrder.Append("program").Select(
                    scope => KeyValuePair.Create(scope, texts["scope." + scope]))),
            };
            WidgetServices bound = thread.Services(options, text => notices.Say(text));
            try
            {
                return new WidgetKit(words, bound, ScreenKeys.OwnKeys(_settings));
            }
            catch (KeyMapException e)
            {
                thread.Post(() => notices.Error(e.Message));
                _settings = _settings with { Keys = UiSettings.Default.Keys };
                return new WidgetKit(words, bound);
            }
        }

        private void Apply(ScreenContext context, UiSettings changed)
        {
            UiSettings before = context.Settings;
            (context.Settings, _settings) = (changed, changed);
            keeper.Save(changed);
            if (thread.App is { } app)
            {
                app.Theme = themes[changed.Theme];
                app.Mouse = changed.Mouse && options.Terminal.Mouse;
                app.FramesPerSecond = FramesOf(changed);
            }

            _shell!.ShowsKeys = changed.ShowKeys;
            if (changed.Language != before.Language)
            {
                _language = "";
                ChangeFace();
            }
        }

        private AppOptions OptionsOf(UiSettings chosen) => options.Terminal with
        {
            Theme = themes[chosen.Theme],
            Mouse = chosen.Mouse && options.Terminal.Mouse,
            FramesPerSecond = FramesOf(chosen),
        };

        private int FramesOf(UiSettings chosen) =>
            chosen.FramesPerSecond > 0 ? chosen.FramesPerSecond
            : options.Environment("SSH_TTY") is { Length: > 0 } ? Math.Min(FramesOverSsh, options.Terminal.FramesPerSecond)
            : options.Terminal.FramesPerSecond;
    }
}
