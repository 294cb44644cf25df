namespace Samantha.Simulation.Driving;

/// <summary>A mistake in an actor that the simulation made happen.</summary>
public sealed class InjectedException() : Exception("simulated: a mistake in this actor");
