namespace Samantha.Sandbox.Processes;

/// <summary>What /proc says of one process. Cpu includes the children that it has waited for.</summary>
internal readonly record struct ProcessFacts(int Id, int Parent, char State, long ResidentBytes, double CpuMs, int Threads);
