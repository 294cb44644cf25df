namespace Samantha.Actors.Replay;

/// <summary>A place (from 0) where the evaluation leads to another token than the recorded one.</summary>
public sealed record DifferentChoice(int Index, int Recorded, int Evaluated);
