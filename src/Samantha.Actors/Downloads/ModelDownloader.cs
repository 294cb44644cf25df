using System.Security.Cryptography;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Storage;

namespace Samantha.Actors.Downloads;

/// <summary>
/// Fetches one model file: resumes, checks, and puts the file in place only when it is whole. Owns <c>*.part</c> and
/// <c>*.part.json</c> beside
/// the destination; an existing destination stays until the new file is complete. Decides nothing about which models to fetch.
/// </summary>
public sealed class ModelDownloader : IModelDownloader
{
    // Each attempt may bring a few bytes and so not count as a failed one; this ends even that.
    private const int AttemptsMax = 1_000;

    private const int ConnectTimeoutSeconds = 30;
    private const int RedirectionsMax = 10;

    private readonly HttpClient http;
    private readonly TimeProvider time;

    /// <param name="http">Owned by the caller. Its certificate checks must be on; its Timeout should be infinite (stalls end
    /// here).</param>
    /// <param name="time">Clock for pauses and stalls.</param>
    public ModelDownloader(HttpClient http, TimeProvider time)
    {
        this.http = http;
        this.time = time;
    }

    /// <summary>A client as the downloader wants it.</summary>
    public static HttpClient CreateClient()
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(ConnectTimeoutSeconds),
            MaxAutomaticRedirections = RedirectionsMax,
        };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("samantha");
        return client;
    }

    /// <exception cref="DownloadException">Any failure that the user should hear of.</exception>
    public async Task<DownloadResult> DownloadAsync(
        Uri source,
        string destination,
        DownloadOptions options,
        IProgress<DownloadProgress>? progress,
        CancellationToken cancellation)
    {
        if (!source.IsAbsoluteUri || (source.Scheme != Uri.UriSchemeHttps && source.Scheme != Uri.UriSchemeHttp))
        {
            throw new DownloadException(
                DownloadProblem.BadUrl, $"'{source}' cannot be downloaded: only https and http are supported");
        }

        string target = Path.GetFullPath(destination);
        string partPath = target + ".part";
        string statePath = target + ".part.json";
        long resumedFrom;
        long size;
        bool isWorthKeeping = true;
        FileStream part = OpenPart(partPath);
        try
        {
            resumedFrom = await FetchAsync(source, options, (part, statePath), progress, cancellation).ConfigureAwait(false);
            CheckSize(source, options, part.Length);
            await CheckHashAsync(source, options, part, cancellation).ConfigureAwait(false);
            Flush(part);
            size = part.Length;
        }
        catch (Exception e)
        {
            isWorthKeeping = part.Length > 0 && !IsWrongContent(e);
            throw;
        }
        finally
        {
            await part.DisposeAsync().ConfigureAwait(false);
            if (!isWorthKeeping)
            {
                Delete(partPath);
                Delete(statePath);
            }
        }

        Publish(partPath, target);
        Delete(statePath);
        return new DownloadResult(target, size, resumedFrom);
    }

    private static bool IsWrongContent(Exception e) => e is DownloadException
    {
        Problem: DownloadProblem.NotAModel or DownloadProblem.HashMismatch or DownloadProblem.SizeMismatch,
    };

    /// <summary>Returns how many bytes were there before.</summary>
    private async Task<long> FetchAsync(
        Uri source,
        DownloadOptions options,
        (FileStream Stream, string StatePath) part,
        IProgress<DownloadProgress>? progress,
        CancellationToken cancellation)
    {
        long most = part.Stream.Length;
        long? resumedFrom = null;
        int vain = 0;
        for (int attempt = 1; ; attempt++)
        {
            long? total = null;
            int number = attempt;
            var run = new DownloadAttempt((http, time), source, options, part, (received, all) =>
            {
                total = all;
                resumedFrom ??= received;
                progress?.Report(new DownloadProgress(received, all, number));
            });
            try
            {
                await run.RunAsync(cancellation).ConfigureAwait(false);
                return resumedFrom ?? part.Stream.Length;
            }
            catch (TransientDownloadException e)
            {
                vain = part.Stream.Length > most ? 0 : vain + 1;
                most = Math.Max(most, part.Stream.Length);
                if (vain >= options.AttemptsWithoutProgressMax || attempt >= AttemptsMax)
                {
                    throw new DownloadException(
                        DownloadProblem.Network,
                        $"{ModelUrl.Display(source)} cannot be downloaded: {e.Message} ({attempt} attempts);"
                            + " start again later: the download continues where it stopped",
                        e);
                }

                TimeSpan pause = Pause(options, vain, e.RetryAfter);
                progress?.Report(new DownloadProgress(
                    part.Stream.Length, total, attempt, (long)pause.TotalMilliseconds, e.Message));
                await Task.Delay(pause, time, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static TimeSpan Pause(DownloadOptions options, int vain, TimeSpan? asked)
    {
        double own = options.RetryPauseMs * Math.Pow(2, Math.Max(0, vain - 1));
        double wanted = Math.Max(own, asked?.TotalMilliseconds ?? 0);
        return TimeSpan.FromMilliseconds(Math.Min(wanted, options.RetryPauseMsMax));
    }

    private static FileStream OpenPart(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (File.Exists(path) && !DiskErrors.IsDiskFull(e) && !DiskErrors.IsReadOnlyFileSystem(e))
        {
            throw new DownloadException(
                DownloadProblem.InProgressElsewhere,
                $"'{path}' is being downloaded by another process; wait for it, or stop it",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DownloadException(DownloadProblem.IoError, $"'{path}' cannot be written: {e.Message}", e);
        }
    }

    private static void CheckSize(Uri source, DownloadOptions options, long size)
    {
        if (options.SizeBytes is { } expected && expected != size)
        {
            throw new DownloadException(
                DownloadProblem.SizeMismatch,
                $"{ModelUrl.Display(source)} sent {size} bytes; {expected} were expected; nothing was kept");
        }
    }

    private static async Task CheckHashAsync(Uri source, DownloadOptions options, FileStream part, CancellationToken cancellation)
    {
        if (options.Sha256 is not { } expected)
        {
            return;
        }

        part.Seek(0, SeekOrigin.Begin);
        string actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(part, cancellation).ConfigureAwait(false));
        if (!actual.Equals(expected.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            throw new DownloadException(
                DownloadProblem.HashMismatch,
                $"{ModelUrl.Display(source)} is not the expected file: its SHA-256 is {actual}, expected was {expected};"
                    + " nothing was kept");
        }
    }

    private static void Flush(FileStream part)
    {
        try
        {
            part.Flush(flushToDisk: true);
        }
        catch (IOException e)
        {
            throw new DownloadException(DownloadProblem.IoError, $"'{part.Name}' cannot be written: {e.Message}", e);
        }
    }

    private static void Publish(string partPath, string target)
    {
        try
        {
            File.Move(partPath, target, overwrite: true);
            FolderSync.Flush(Path.GetDirectoryName(target)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DownloadException(DownloadProblem.IoError, $"'{target}' cannot be written: {e.Message}", e);
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A leftover is noticed and overwritten by the next download.
        }
    }
}
