namespace Samantha.Actors.Hosting;

/// <summary>The embedded runtime's way to make an actor system. The Akka flavour has its own file beside this one.</summary>
internal static class ActorSystemFactory
{
    public const string Runtime = "Samantha.ActorRuntime";

    public static ActorSystem Create(string name) => ActorSystem.Create(name);
}
