using Samantha.Engine.Client;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Models;

/// <summary>One live engine process with one model in it; ending it ends the process.</summary>
internal sealed record OpenEngine(ModelUse Use, IEngine Client, LoadedModel Model)
{
    /// <summary>From the moment when the engine before was told to leave until this one was ready; null when there was none.</summary>
    public double? SwapMs { get; init; }
}
