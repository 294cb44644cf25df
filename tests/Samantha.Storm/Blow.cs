namespace Samantha.Storm;

/// <summary>One kill that is to happen: whom, at what moment, and how much later (in occasions and in milliseconds).</summary>
internal sealed record Blow(int Number, Victim Victim, Moment Moment, int OccasionsToSkip, int DelayMs);
