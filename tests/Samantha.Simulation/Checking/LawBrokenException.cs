namespace Samantha.Simulation.Checking;

/// <summary>Something happened that must never happen. The message says what.</summary>
public sealed class LawBrokenException(string message) : Exception(message);
