#nullable enable
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Cells;

namespace Samantha.ActorRuntime.Dispatch;

/// <summary>What every ref of this runtime can do besides Tell: take system messages, which pass all others.</summary>
internal interface IInternalRef : IActorRef
{
    ActorSystemImpl System { get; }

    void SendSystem(SystemMessage message);
}
