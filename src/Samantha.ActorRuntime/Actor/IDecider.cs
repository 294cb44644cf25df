namespace Samantha.ActorRuntime.Actor;

/// <summary>From failure to directive.</summary>
public interface IDecider
{
    Directive Decide(Exception cause);
}
