using Samantha.Engine.Protocol;

namespace Samantha.Actors.Sessions;

/// <summary>What a session says about the sandbox of its engine. Pure.</summary>
internal static class SandboxWords
{
    public static string Of(LoadedModel model) => (model.Sandbox, model.SandboxNote) switch
    {
        (EngineSandboxNames.Bubblewrap, _) => "the engine runs in the sandbox bubblewrap: no network, no files but the model",
        (_, null) => "",
        (EngineSandboxNames.Filter, { } why) =>
            $"the engine runs with a system-call filter only (no network, no changed file, no other program), not in its sandbox: {why}",
        (_, { } why) => $"the engine runs without a sandbox: {why}",
    };
}
