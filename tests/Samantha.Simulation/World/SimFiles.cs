using Samantha.Actors.Downloads;
using Samantha.Actors.ModelFiles;

namespace Samantha.Simulation.World;

/// <summary>The model files of the simulated world: where they are, how they get there, what is in them.</summary>
internal sealed class SimFiles(SimWorld world) : IModelResolver, IModelHashes, IModelDownloader
{
    private const string Folder = "/simulated-models/";

    public ResolvedModel Resolve(string reference, string? baseFolder = null)
    {
        if (reference.StartsWith("missing", StringComparison.Ordinal))
        {
            throw new ModelNotFoundException(reference, "simulated: there is no such file", []);
        }

        return reference.StartsWith("https:", StringComparison.Ordinal)
            ? new ResolvedModel("remote", $"{Folder}remote.gguf", new Uri(reference))
            : new ResolvedModel(reference, $"{Folder}{reference}.gguf", null);
    }

    public Task<ModelHash> HashAsync(string path, CancellationToken ct)
    {
        var done = new TaskCompletionSource<ModelHash>();
        world.Time.After(world.Random.Chance(0.3) ? world.Long() : world.Short(), () =>
        {
            if (world.Happens(world.Weather.EngineFault))
            {
                done.TrySetException(new IOException("simulated: cannot be read"));
            }
            else
            {
                done.TrySetResult(new ModelHash(1, path));
            }
        });
        return done.Task;
    }

    public async Task<DownloadResult> DownloadAsync(
        Uri source, string destination, DownloadOptions options, IProgress<DownloadProgress>? progress,
        CancellationToken cancellation)
    {
        var done = new TaskCompletionSource<DownloadResult>();
        using CancellationTokenRegistration registration = cancellation.Register(
            () => world.Time.After(world.Short(), () => done.TrySetCanceled(cancellation)));
        world.Time.After(world.Short(), () =>
        {
            if (!done.Task.IsCompleted)
            {
                world.Time.After(world.Random.Chance(0.2) ? world.Long() : world.Short(), () => End(done, destination));
            }
        });
        return await done.Task.ConfigureAwait(false);
    }

    private void End(TaskCompletionSource<DownloadResult> done, string destination)
    {
        if (world.Happens(world.Weather.EngineFault))
        {
            done.TrySetException(new DownloadException(DownloadProblem.Network, "simulated: the line broke"));
        }
        else
        {
            done.TrySetResult(new DownloadResult(destination, 1, 0));
        }
    }
}
