namespace Samantha.Chains.ChainFiles;

/// <summary>What follows a step that failed. The default is the original's of 0.18: go on with the next model.</summary>
public enum OnError
{
    NextModel,
    NextStep,
    Stop,
}
