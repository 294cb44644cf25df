namespace Samantha.Engine.Protocol;

/// <summary>How far a load is: the phase it is in and the fraction of that phase, 0 to 1.</summary>
public sealed record LoadProgress(LoadPhase Phase, double Fraction);
