#nullable enable
using Samantha.ActorRuntime.Actor;

namespace Samantha.ActorRuntime.Dispatch;

/// <summary>A message on its way, with who sent it; null if nobody said.</summary>
internal readonly record struct Envelope(object Message, IActorRef? Sender);
