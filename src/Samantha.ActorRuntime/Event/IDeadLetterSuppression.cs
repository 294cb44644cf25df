namespace Samantha.ActorRuntime.Event;

/// <summary>A message whose loss is nothing to report: it is published as <see cref="SuppressedDeadLetter"/>.</summary>
public interface IDeadLetterSuppression
{
}
