namespace Samantha.ActorRuntime.Actor;

/// <summary>A behaviour: true if the message was handled.</summary>
public delegate bool Receive(object message);
