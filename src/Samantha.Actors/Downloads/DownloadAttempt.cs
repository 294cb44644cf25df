using System.Net;
using System.Net.Http.Headers;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Storage;

namespace Samantha.Actors.Downloads;

/// <summary>
/// One request for the rest of a file, written to the end of the part file. Ends whole, with an error that another attempt may
/// pass, or with one that it will not.
/// </summary>
internal sealed class DownloadAttempt
{
    private const int BufferBytes = 128 * 1024;

    // Often enough for a screen, rare enough to cost nothing.
    private const int ProgressPauseMs = 200;

    private static ReadOnlySpan<byte> Magic => "GGUF"u8;

    private readonly HttpClient http;
    private readonly TimeProvider time;
    private readonly Uri source;
    private readonly DownloadOptions options;
    private readonly FileStream part;
    private readonly string statePath;
    private readonly Action<long, long?> report;

    public DownloadAttempt(
        (HttpClient Http, TimeProvider Time) services,
        Uri source,
        DownloadOptions options,
        (FileStream Stream, string StatePath) part,
        Action<long, long?> report)
    {
        (http, time) = services;
        this.source = source;
        this.options = options;
        (this.part, statePath) = part;
        this.report = report;
    }

    /// <exception cref="TransientDownloadException">Try again.</exception>
    /// <exception cref="DownloadException">Do not.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var stall = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stall.Token);
        try
        {
            using HttpRequestMessage request = Request();
            stall.CancelAfter(options.StallTimeoutMs);
            using HttpResponseMessage response = await http
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (IsWhole(response))
            {
                return;
            }

            CheckStatus(response);
            long? total = Begin(response);
            await CopyAsync(response, total, stall, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new TransientDownloadException($"nothing came for {options.StallTimeoutMs / 1000.0:0.#} s", null, e);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw new DownloadException(
                DownloadProblem.Network, $"{source.Host} cannot prove who it is ({e.InnerException?.Message ?? e.Message})", e);
        }
        catch (HttpRequestException e)
        {
            throw new TransientDownloadException(e.Message, null, e);
        }
    }

    private HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, source);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        PartState? state = PartState.TryRead(statePath);
        bool canResume = part.Length > Magic.Length && state is { Validator: not null } && state.Url == source.AbsoluteUri;
        if (!canResume)
        {
            part.SetLength(0);
            return request;
        }

        request.Headers.Range = new RangeHeaderValue(part.Length, null);
        request.Headers.TryAddWithoutValidation("If-Range", state!.Validator);
        return request;
    }

    /// <summary>The server may say that there is nothing beyond what we have.</summary>
    private bool IsWhole(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return false;
        }

        if (response.Content.Headers.ContentRange?.Length == part.Length)
        {
            CheckAnnounced(part.Length);
            return true;
        }

        part.SetLength(0);
        throw new TransientDownloadException("the file changed on the server; starting over");
    }

    private void CheckStatus(HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        string said = $"the server answered {status} ({response.ReasonPhrase})";
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK or HttpStatusCode.PartialContent:
                return;
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                throw new DownloadException(
                    DownloadProblem.NotFound, $"there is no file at {ModelUrl.Display(source)}: {said}; check the URL");
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                throw new DownloadException(
                    DownloadProblem.Refused,
                    $"{source.Host} does not give {ModelUrl.Display(source)} to everyone: {said}; download it in a browser"
                        + " after logging in or accepting its licence, and put it into a models folder");
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                throw new TransientDownloadException(said, RetryAfter(response));
            default:
                throw new DownloadException(DownloadProblem.Network, $"{ModelUrl.Display(source)} cannot be downloaded: {said}");
        }
    }

    /// <summary>Puts the part file's end where the response begins; returns the size of the whole file, when known.</summary>
    private long? Begin(HttpResponseMessage response)
    {
        HttpContentHeaders headers = response.Content.Headers;
        long? total;
        if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            if (headers.ContentRange?.From != part.Length)
            {
                part.SetLength(0);
                throw new TransientDownloadException("the server sent another part than was asked for; starting over");
            }

            total = headers.ContentRange.Length;
        }
        else
        {
            part.SetLength(0);
            total = headers.ContentLength;
        }

        if (total is not null)
        {
            CheckAnnounced(total.Value);
            CheckSpace(total.Value - part.Length);
        }

        part.Seek(0, SeekOrigin.End);
        string? validator = response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : headers.LastModified?.ToString("R");
        WriteLocal(() => new PartState(source.AbsoluteUri, validator).Write(statePath));
        return total;
    }

    private async Task CopyAsync(
        HttpResponseMessage response, long? total, CancellationTokenSource stall, CancellationToken either)
    {
        byte[] buffer = new byte[BufferBytes];
        int pending = 0;
        long reported = time.GetTimestamp();
        report(part.Length, total);
        await using Stream body = await response.Content.ReadAsStreamAsync(either).ConfigureAwait(false);
        while (true)
        {
            stall.CancelAfter(options.StallTimeoutMs);
            int read = await ReadAsync(body, buffer.AsMemory(pending), either).ConfigureAwait(false);
            pending += read;
            bool isBeginning = part.Length == 0;
            if (isBeginning && (pending >= Magic.Length || read == 0))
            {
                CheckMagic(buffer.AsSpan(0, pending), response);
            }

            if (!isBeginning || pending >= Magic.Length)
            {
                WriteLocal(() => part.Write(buffer, 0, pending));
                pending = 0;
            }

            if (read == 0)
            {
                break;
            }

            if (time.GetElapsedTime(reported).TotalMilliseconds >= ProgressPauseMs)
            {
                reported = time.GetTimestamp();
                report(part.Length, total);
            }
        }

        report(part.Length, total);
        if (total is not null && part.Length != total)
        {
            throw new TransientDownloadException($"the connection ended after {part.Length} of {total} bytes");
        }
    }

    private static async Task<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new TransientDownloadException($"the connection broke ({e.Message})", null, e);
        }
    }

    private void CheckMagic(ReadOnlySpan<byte> beginning, HttpResponseMessage response)
    {
        if (beginning.StartsWith(Magic))
        {
            return;
        }

        string what = response.Content.Headers.ContentType?.MediaType == "text/html"
            ? "a web page (the link of the file itself is needed, not of the page that shows it)"
            : beginning.IsEmpty ? "an empty file" : "something that is not a GGUF model";
        throw new DownloadException(DownloadProblem.NotAModel, $"{ModelUrl.Display(source)} sent {what}; nothing was kept");
    }

    private void CheckAnnounced(long total)
    {
        if (options.SizeBytes is { } expected && expected != total)
        {
            throw new DownloadException(
                DownloadProblem.SizeMismatch,
                $"{ModelUrl.Display(source)} has {total} bytes on the server; {expected} were expected");
        }
    }

    private void CheckSpace(long neededBytes)
    {
        long free;
        try
        {
            free = new DriveInfo(Path.GetDirectoryName(part.Name)!).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return; // Unknown; writing will tell.
        }

        if (neededBytes > free - options.FreeBytesMin)
        {
            throw NoSpace(
                $"{ModelUrl.Display(source)} needs {neededBytes / 1048576} MB more; {free / 1048576} MB are free, of which"
                    + $" {options.FreeBytesMin / 1048576} MB must stay free", null);
        }
    }

    private void WriteLocal(Action write)
    {
        try
        {
            write();
        }
        catch (IOException e) when (DiskErrors.IsDiskFull(e))
        {
            throw NoSpace($"the disk became full while downloading {ModelUrl.Display(source)}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DownloadException(DownloadProblem.IoError, $"'{part.Name}' cannot be written: {e.Message}", e);
        }
    }

    private static DownloadException NoSpace(string what, Exception? inner) =>
        new(DownloadProblem.NoSpace, $"{what}; free some space and start again: the download continues where it stopped", inner);

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter is not { } wait ? null : wait.Delta ?? (wait.Date - time.GetUtcNow());
}
