namespace Samantha.ActorRuntime.Actor;

/// <summary>A behaviour that handles whatever comes.</summary>
public delegate void UntypedReceive(object message);
