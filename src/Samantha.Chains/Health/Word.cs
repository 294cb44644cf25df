namespace Samantha.Chains.Health;

/// <summary>One word: a hash without regard to case, its length in characters, whether it has a letter.</summary>
internal readonly record struct Word(ulong Hash, int Length, bool HasLetter);
