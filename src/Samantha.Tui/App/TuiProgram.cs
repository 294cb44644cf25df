using Samantha.Terminal.App;
using Samantha.Terminal.Devices;
using Samantha.Terminal.Widgets;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.App;

/// <summary>
/// The full-screen program from start to end. Owns what outlives one run of the app: settings, notices, the desk of sessions. The
/// app starts anew, on the same terminal and with the same sessions, when a setting asks for it.
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
        UiSettingsRead read = services.Settings.Load();
        if (read.Problem is { } problem)
        {
            thread.Post(() => notices.Error(problem));
        }

        UiSettings settings = read.Settings;
        string screen = options.StartScreen;
        object? argument = options.StartArgument;
        bool isFirst = true;
        try
        {
            while (true)
            {
                var run = new OneRun(services, device, options, thread, notices, sessions, keeper, settings, isFirst);
                int exitCode = run.Run(screen, argument, ct);
                if (run.Restart is not { } changed)
                {
                    return exitCode;
                }

                (settings, screen, argument, isFirst) = (changed, ScreenIds.Settings, null, false);
            }
        }
        finally
        {
            keeper.DisposeAsync().AsTask().GetAwaiter().GetResult();
            sessions.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>One run of the app, in one language.</summary>
    private sealed class OneRun(
        ITuiServices services, ITerminalDevice device, TuiOptions options, UiThread thread, Notices notices, SessionDesk sessions,
        SettingsKeeper keeper, UiSettings settings, bool isFirst)
    {
        // A language asked for at the start holds until the person chooses one in the settings.
        private readonly string _language = isFirst ? options.Language : "";

        public UiSettings? Restart { get; private set; }

        public int Run(string screen, object? argument, CancellationToken ct)
        {
            ScreenContext context = CreateContext();
            var shell = new Shell(context, thread);
            using var app = new TerminalApp(device, shell.Root, OptionsOf(settings));
            thread.Attach(app);
            using CancellationTokenRegistration cancelled = ct.Register(() => thread.Post(() =>
            {
                shell.KeepDrafts();
                app.Quit(CancelledExitCode);
            }));
            app.Post(() =>
            {
                app.SetTitle(context.Texts["program.title"]);
                shell.Show(screen, argument);
                shell.TellOfDrafts();
            });
            try
            {
                return app.Run();
            }
            finally
            {
                shell.KeepDrafts();
                shell.Disconnect();
                thread.Detach();
            }
        }

        private ScreenContext CreateContext()
        {
            string wanted = _language.Length > 0 ? _language : settings.Language;
            TextCatalog texts = TextCatalog.Load(Languages.Choose(wanted, options.Environment));
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
                Settings = settings,
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
                return new WidgetKit(words, bound, ScreenKeys.OwnKeys(settings));
            }
            catch (KeyMapException e)
            {
                thread.Post(() => notices.Error(e.Message));
                settings = settings with { Keys = UiSettings.Default.Keys };
                return new WidgetKit(words, bound);
            }
        }

        private void Apply(ScreenContext context, UiSettings changed)
        {
            UiSettings before = context.Settings;
            context.Settings = changed;
            keeper.Save(changed);
            if (thread.App is { } app)
            {
                app.Theme = Themes.Of(changed.Theme);
                app.Mouse = changed.Mouse && options.Terminal.Mouse;
                if (changed with { Theme = before.Theme, Bell = before.Bell, Mouse = before.Mouse } != before)
                {
                    Restart = changed;
                    app.Quit();
                }
            }
        }

        private AppOptions OptionsOf(UiSettings chosen) => options.Terminal with
        {
            Theme = Themes.Of(chosen.Theme),
            Mouse = chosen.Mouse && options.Terminal.Mouse,
            FramesPerSecond = chosen.FramesPerSecond > 0 ? chosen.FramesPerSecond
                : options.Environment("SSH_TTY") is { Length: > 0 } ? Math.Min(FramesOverSsh, options.Terminal.FramesPerSecond)
                : options.Terminal.FramesPerSecond,
        };
    }
}
