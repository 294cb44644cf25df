namespace Samantha.Actors.Tests.Storage;

/// <summary>A fact that needs a small file system of its own; skipped, with the reason, where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(() =>
    {
        using TestMount? mount = TestMount.TryCreate(sizeKilobytes: 16);
        return mount is not null;
    });

    public MountFactAttribute()
    {
        if (!CanMount.Value)
        {
            Skip = "needs the right to mount a tmpfs (root on Linux)";
        }
    }
}
