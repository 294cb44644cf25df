#nullable enable
namespace Samantha.ActorRuntime.Cells;

/// <summary>
/// How often a child may be restarted: <see cref="RestartsMax"/> (-1: any number) within <see cref="WindowMs"/> (-1: for life).
/// </summary>
internal readonly record struct RestartLimit(int RestartsMax, int WindowMs)
{
    public static RestartLimit Of(int? restartsMax, TimeSpan? window) => new(
        restartsMax is null or < 0 ? -1 : restartsMax.Value,
        window is null || window == Timeout.InfiniteTimeSpan ? -1 : checked((int)window.Value.TotalMilliseconds));

    public static TimeSpan? Window(int milliseconds) => milliseconds < 0 ? null : TimeSpan.FromMilliseconds(milliseconds);
}
