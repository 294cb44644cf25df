namespace Samantha.Chains.Watching;

/// <summary>
/// When an engine that still gives signs of life, but gets nowhere, is replaced: after <c>Factor</c> times what the last token (or
/// part of the prompt, or load) took on this machine, and never before the floor of its phase.
/// </summary>
/// <param name="Factor">0 switches the watchdog off.</param>
/// <param name="TokenFloor">Between two tokens, once the model's speed is known.</param>
/// <param name="PromptFloor">Between two parts of a prompt; also for the first token of a model whose speed is not known yet.</param>
/// <param name="LoadFloor">Between two signs of progress of a load.</param>
public sealed record WatchdogSettings(double Factor, TimeSpan TokenFloor, TimeSpan PromptFloor, TimeSpan LoadFloor)
{
    public static WatchdogSettings Default { get; } =
        new(20, TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));

    public static WatchdogSettings Off { get; } = Default with { Factor = 0 };

    public bool IsOn => Factor > 0;
}
