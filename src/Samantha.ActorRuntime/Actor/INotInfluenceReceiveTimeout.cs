namespace Samantha.ActorRuntime.Actor;

/// <summary>A message that does not push the receive timeout back.</summary>
public interface INotInfluenceReceiveTimeout
{
}
