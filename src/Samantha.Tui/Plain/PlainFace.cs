using Samantha.Actors.Sessions;
using Samantha.Tui.App;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Plain;

/// <summary>Plain mode in one language and with one set of settings: what listens to sessions, and what does as it is told.</summary>
internal sealed class PlainFace : IAsyncDisposable
{
    private readonly SessionDesk _sessions;
    private readonly PlainLearn _learn;
    private readonly PlainNews _news;

    public PlainFace(
        ITuiServices services, SessionDesk sessions, TextWriter output, TextCatalog texts, UiSettings settings,
        Action<UiSettings> changed)
    {
        _sessions = sessions;
        Writer = new PlainWriter(output, texts);
        _news = new PlainNews(Writer, texts) { Bell = settings.Bell };
        _learn = new PlainLearn(services, sessions, Writer, texts);
        Shell = new PlainShell(services, sessions, Writer, _learn, _news, texts, changed);
        sessions.News += OnNews;
    }

    public PlainWriter Writer { get; }

    public PlainShell Shell { get; }

    public bool Bell
    {
        set => _news.Bell = value;
    }

    public async ValueTask DisposeAsync()
    {
        _sessions.News -= OnNews;
        await Shell.DisposeAsync().ConfigureAwait(false);
        Writer.EndStream();
    }

    private void OnNews(SessionNews news)
    {
        _news.Say(news);
        _learn.Take(news);
    }
}
