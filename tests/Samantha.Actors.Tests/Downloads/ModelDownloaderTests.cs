using System.Security.Cryptography;
using System.Text;
using Samantha.Actors.Downloads;
using Samantha.Actors.Tests.Storage;

namespace Samantha.Actors.Tests.Downloads;

public sealed class ModelDownloaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ModelServer server = new();
    private readonly ImpatientTime time = new();
    private readonly HttpClient client = ModelDownloader.CreateClient();
    private readonly List<DownloadProgress> progress = [];

    private string Destination => folder.File("models", "model.gguf");

    private string Part => Destination + ".part";

    private static DownloadOptions Options => new() { FreeBytesMin = 0 };

    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
        folder.Dispose();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_whole_file_is_put_in_place_and_nothing_is_left_beside_it()
    {
        byte[] content = Model(1_000_000);
        server.ThenFile(content);

        DownloadResult result = await DownloadAsync(Options with { Sha256 = Hash(content), SizeBytes = content.Length });

        Assert.Equal(new DownloadResult(Destination, content.Length, 0), result);
        AssertOnlyDestination(content);
        Assert.Equal(content.Length, progress[^1].ReceivedBytes);
        Assert.Equal(content.Length, progress[^1].TotalBytes);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_broken_connection_is_continued_where_it_stopped()
    {
        byte[] content = Model(300_000);
        server.ThenFile(content, breakAfter: 100_000);
        server.ThenFile(content, breakAfter: 100_000);
        server.ThenFile(content);

        await DownloadAsync(Options);

        AssertOnlyDestination(content);
        Assert.Equal("", server.Requests[0]);
        Assert.All(server.Requests.Skip(1), request => Assert.Matches("^bytes=[0-9]+- \"v1\"$", request));
        Assert.Contains(progress, report => report.WaitingMs == 1000 && report.Note is not null);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_download_that_was_given_up_is_continued_by_the_next_one()
    {
        byte[] content = Model(300_000);
        server.ThenFile(content, breakAfter: 150_000);
        server.ThenStatus(503);
        await AssertFails(DownloadProblem.Network, Options);
        long kept = new FileInfo(Part).Length;
        Assert.InRange(kept, 1, 150_000);

        using var second = new ModelServer();
        second.ThenFile(content);
        string state = (await File.ReadAllTextAsync(Part + ".json"))
            .Replace(server.Url.AbsoluteUri, second.Url.AbsoluteUri, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Part + ".json", state);
        DownloadResult result = await DownloadAsync(Options, second.Url);

        Assert.Equal(kept, result.ResumedFromBytes);
        Assert.Equal($"bytes={kept}- \"v1\"", Assert.Single(second.Requests));
        AssertOnlyDestination(content);
    }

    [Fact(Timeout = 120_000)]
    public async Task Bytes_of_two_versions_are_never_joined()
    {
        byte[] older = Model(200_000, seed: 1);
        byte[] newer = Model(250_000, seed: 2);
        server.ThenFile(older, etag: "\"v1\"", breakAfter: 100_000);
        server.ThenFile(newer, etag: "\"v2\"");

        await DownloadAsync(Options);

        AssertOnlyDestination(newer);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_part_of_another_url_or_without_a_version_is_not_continued()
    {
        byte[] content = Model(100_000);
        Directory.CreateDirectory(Path.GetDirectoryName(Part)!);
        await File.WriteAllBytesAsync(Part, Model(50_000, seed: 9));
        await File.WriteAllTextAsync(Part + ".json", """{"Url":"http://elsewhere/model.gguf","Validator":"\"v1\""}""");
        server.ThenFile(content);

        DownloadResult result = await DownloadAsync(Options);

        Assert.Equal([""], server.Requests);
        Assert.Equal(0, result.ResumedFromBytes);
        AssertOnlyDestination(content);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_server_without_ranges_or_versions_is_asked_for_the_whole_file_again()
    {
        byte[] content = Model(200_000);
        server.ThenFile(content, etag: null, breakAfter: 100_000, ranges: false);
        server.ThenFile(content, etag: null, ranges: false);

        await DownloadAsync(Options);

        Assert.Equal(["", ""], server.Requests);
        AssertOnlyDestination(content);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_part_that_is_whole_already_is_taken_as_it_is()
    {
        byte[] content = Model(100_000);
        Directory.CreateDirectory(Path.GetDirectoryName(Part)!);
        await File.WriteAllBytesAsync(Part, content);
        await File.WriteAllTextAsync(Part + ".json", $$"""{"Url":"{{server.Url.AbsoluteUri}}","Validator":"\"v1\""}""");
        server.ThenFile(content);

        DownloadResult result = await DownloadAsync(Options with { Sha256 = Hash(content) });

        Assert.Equal(content.Length, result.ResumedFromBytes);
        AssertOnlyDestination(content);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("<!DOCTYPE html><title>Sign in</title>", "text/html", "a web page")]
    [InlineData("404 page not found", "text/plain", "not a GGUF")]
    [InlineData("", "application/octet-stream", "an empty file")]
    [InlineData("GGU", "application/octet-stream", "not a GGUF")]
    public async Task What_is_no_model_is_refused_and_not_kept(string body, string type, string reason)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Destination)!);
        await File.WriteAllTextAsync(Destination, "the old model");
        server.Then(async context =>
        {
            context.Response.ContentType = type;
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
            context.Response.Close();
        });

        DownloadException error = await AssertFails(DownloadProblem.NotAModel, Options);

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        AssertOnlyDestination("the old model"u8.ToArray());
    }

    [Fact(Timeout = 120_000)]
    public async Task A_file_with_a_wrong_hash_or_size_is_not_kept_and_the_old_one_stays()
    {
        byte[] content = Model(50_000);
        Directory.CreateDirectory(Path.GetDirectoryName(Destination)!);
        await File.WriteAllTextAsync(Destination, "the old model");
        server.ThenFile(content);

        DownloadException hash = await AssertFails(DownloadProblem.HashMismatch, Options with { Sha256 = new string('0', 64) });
        await AssertFails(DownloadProblem.SizeMismatch, Options with { SizeBytes = 49_999 });

        Assert.Contains(Hash(content), hash.Message, StringComparison.Ordinal);
        AssertOnlyDestination("the old model"u8.ToArray());
    }

    [Theory(Timeout = 120_000)]
    [InlineData(404, DownloadProblem.NotFound)]
    [InlineData(410, DownloadProblem.NotFound)]
    [InlineData(401, DownloadProblem.Refused)]
    [InlineData(403, DownloadProblem.Refused)]
    [InlineData(400, DownloadProblem.Network)]
    public async Task A_final_answer_of_the_server_is_not_asked_for_twice(int status, DownloadProblem problem)
    {
        server.ThenStatus(status);

        DownloadException error = await AssertFails(problem, Options);

        Assert.Single(server.Requests);
        Assert.Contains($"answered {status}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("download=true", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Destination)!));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_busy_server_is_asked_again_with_growing_pauses_and_a_last_time()
    {
        server.ThenStatus(503);

        DownloadException error = await AssertFails(DownloadProblem.Network, Options);

        Assert.Equal(5, server.Requests.Count);
        Assert.Equal([1000L, 2000L, 4000L, 8000L], progress.Select(report => report.WaitingMs).OfType<long>());
        Assert.Equal([1, 2, 4, 8], time.Pauses.Select(pause => (int)pause.TotalSeconds));
        Assert.Contains("answered 503", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_busy_server_that_recovers_is_no_failure()
    {
        byte[] content = Model(10_000);
        server.ThenStatus(429);
        server.ThenStatus(500);
        server.ThenFile(content);

        await DownloadAsync(Options);

        AssertOnlyDestination(content);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_server_that_goes_silent_is_given_up_after_the_stall_limit()
    {
        using var never = new CancellationTokenSource();
        server.Then(async context =>
        {
            context.Response.ContentLength64 = 1000;
            await context.Response.OutputStream.WriteAsync("GGUF and then nothing"u8.ToArray());
            await context.Response.OutputStream.FlushAsync();
            await Task.Delay(Timeout.Infinite, never.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            context.Response.Abort();
        });
        var downloader = new ModelDownloader(client, TimeProvider.System);

        var error = await Assert.ThrowsAsync<DownloadException>(() => downloader.DownloadAsync(
            server.Url,
            Destination,
            Options with { StallTimeoutMs = 300, AttemptsWithoutProgressMax = 1, RetryPauseMs = 1 },
            null,
            CancellationToken.None));
        await never.CancelAsync();

        Assert.Equal(DownloadProblem.Network, error.Problem);
        Assert.Contains("nothing came for 0.3 s", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Cancelling_keeps_what_was_received()
    {
        byte[] content = Model(400_000);
        using var cancel = new CancellationTokenSource();
        server.Then(async context =>
        {
            context.Response.Headers["ETag"] = "\"v1\"";
            context.Response.ContentLength64 = content.Length;
            await context.Response.OutputStream.WriteAsync(content.AsMemory(0, 100_000));
            await context.Response.OutputStream.FlushAsync();
            while (!File.Exists(Part) || new FileInfo(Part).Length < 100_000)
            {
                await Task.Delay(5);
            }

            await cancel.CancelAsync();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DownloadAsync(Options, cancellation: cancel.Token));

        Assert.Equal(100_000, new FileInfo(Part).Length);
        Assert.False(File.Exists(Destination));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_second_download_of_the_same_file_is_refused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Part)!);
        await using FileStream other = new(Part, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        await AssertFails(DownloadProblem.InProgressElsewhere, Options);

        Assert.Empty(server.Requests);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_file_that_does_not_fit_is_refused_before_it_is_fetched()
    {
        server.ThenFile(Model(10_000));

        DownloadException error = await AssertFails(DownloadProblem.NoSpace, Options with { FreeBytesMin = long.MaxValue / 4 });

        Assert.Contains("must stay free", error.Message, StringComparison.Ordinal);
    }

    [MountFact(Timeout = 120_000)]
    public async Task A_disk_that_becomes_full_is_named_and_the_download_can_go_on_later()
    {
        byte[] content = Model(500_000);
        using TestMount mount = TestMount.Create(sizeKilobytes: 256);
        string destination = Path.Combine(mount.Path, "model.gguf");
        server.Then(async context =>
        {
            context.Response.Headers["ETag"] = "\"v1\"";
            context.Response.SendChunked = true;
            await context.Response.OutputStream.WriteAsync(content);
            context.Response.Close();
        });
        var downloader = new ModelDownloader(client, time);

        var error = await Assert.ThrowsAsync<DownloadException>(
            () => downloader.DownloadAsync(server.Url, destination, Options, null, CancellationToken.None));

        Assert.Equal(DownloadProblem.NoSpace, error.Problem);
        Assert.InRange(new FileInfo(destination + ".part").Length, 100_000, 256 * 1024);
        mount.Resize(2048);
        server.ThenFile(content);
        server.ThenFile(content);
        DownloadResult result = await downloader.DownloadAsync(server.Url, destination, Options, null, CancellationToken.None);
        Assert.Equal(content, await File.ReadAllBytesAsync(result.Path));
    }

    [Fact(Timeout = 120_000)]
    public async Task Nobody_listening_is_a_network_problem_with_the_hosts_answer()
    {
        var gone = new ModelServer();
        Uri url = gone.Url;
        gone.Dispose();

        var error = await Assert.ThrowsAsync<DownloadException>(() => DownloadAsync(Options, url));

        Assert.Equal(DownloadProblem.Network, error.Problem);
        Assert.Contains("5 attempts", error.Message, StringComparison.Ordinal);
    }

    private async Task<DownloadResult> DownloadAsync(
        DownloadOptions options, Uri? url = null, CancellationToken cancellation = default) =>
        await new ModelDownloader(client, time).DownloadAsync(
            url ?? server.Url, Destination, options, new ProgressList(progress), cancellation);

    private async Task<DownloadException> AssertFails(DownloadProblem problem, DownloadOptions options)
    {
        var error = await Assert.ThrowsAsync<DownloadException>(() => DownloadAsync(options));
        Assert.Equal(problem, error.Problem);
        return error;
    }

    private void AssertOnlyDestination(byte[] content)
    {
        Assert.Equal([Destination], Directory.GetFiles(Path.GetDirectoryName(Destination)!));
        Assert.Equal(content, File.ReadAllBytes(Destination));
    }

    private static byte[] Model(int length, int seed = 0)
    {
        byte[] content = new byte[length];
        new Random(seed).NextBytes(content);
        "GGUF"u8.CopyTo(content);
        return content;
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private sealed class ProgressList(List<DownloadProgress> reports) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => reports.Add(value);
    }
}
