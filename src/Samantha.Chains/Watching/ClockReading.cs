namespace Samantha.Chains.Watching;

/// <summary>Three clocks at one moment.</summary>
/// <param name="RunningMs">Never goes back, and stands still while the machine sleeps.</param>
/// <param name="WallUtc">What the machine takes for the date; people and time servers change it.</param>
/// <param name="SinceBootMs">Never goes back, and goes on while the machine sleeps; null where there is none.</param>
public readonly record struct ClockReading(double RunningMs, DateTimeOffset WallUtc, double? SinceBootMs);
