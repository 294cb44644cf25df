namespace Samantha.Actors.ReadAhead;

/// <summary>What is known when somebody asks whether the next model's file should be read ahead.</summary>
/// <param name="FileBytes">All parts of the next model.</param>
/// <param name="ShareInMemory">How much of them is in the page cache already, from 0 to 1.</param>
/// <param name="LoadedBytes">The file of the model that works now. Its pages count as available, and must not be pushed out.</param>
/// <param name="AvailableBytes">Memory that processes may still take.</param>
/// <param name="IsOnMemoryDisk">The file lies in memory anyway.</param>
public readonly record struct ReadAheadFacts(
    long FileBytes, double ShareInMemory, long LoadedBytes, long AvailableBytes, bool IsOnMemoryDisk);
