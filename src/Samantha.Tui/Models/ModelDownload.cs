using Samantha.Actors.Downloads;
using Samantha.Actors.ModelFiles;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Models;

/// <summary>
/// Fetches one model by its address into the models folder, with progress as a text. A cancelled download goes on from where it
/// was; a session that wants the same file at the same time is told so by the file itself.
/// </summary>
internal static class ModelDownload
{
    /// <exception cref="DownloadException">It failed; the message is for the person.</exception>
    public static async Task<string> RunAsync(
        ResolvedModel model, TextCatalog texts, TimeProvider time, IProgress<string> progress, CancellationToken ct)
    {
        if (!model.NeedsDownload)
        {
            return model.Path;
        }

        using HttpClient client = ModelDownloader.CreateClient();
        var told = new Told(texts, progress);
        DownloadResult result = await new ModelDownloader(client, time)
            .DownloadAsync(model.Source!, model.Path, new DownloadOptions(), told, ct).ConfigureAwait(false);
        return result.Path;
    }

    // The framework's Progress would hop over the thread pool and mix the reports up.
    private sealed class Told(TextCatalog texts, IProgress<string> progress) : IProgress<DownloadProgress>
    {
        private string _last = "";

        public void Report(DownloadProgress value)
        {
            string amount = value.TotalBytes is > 0 and { } total
                ? $"{texts.Bytes(value.ReceivedBytes)} / {texts.Bytes(total)} ({value.ReceivedBytes * 100 / total} %)"
                : texts.Bytes(value.ReceivedBytes);
            string text = value.Note is { } note ? $"{amount}, {note}" : amount;
            if (text != _last)
            {
                _last = text;
                progress.Report(text);
            }
        }
    }
}
