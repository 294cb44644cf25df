using System.Collections.Immutable;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Tests.Client;

/// <summary>Starts engine processes for tests: the scripted one, and the real one with the demonstration model.</summary>
internal static class Engines
{
    public static string Root { get; } = FindRoot();

    public static string ModelQ8 => Path.Combine(Root, "models", "samantha-mini-q8_0.gguf");

    public static string ModelF16 => Path.Combine(Root, "models", "samantha-mini-f16.gguf");

    private static string Executable => typeof(ScriptedEngine.ScriptedServer).Assembly.Location;

    public static EngineOptions Options(Action<EngineLogLine>? log = null) => new(LibraryFolder()) { Log = log };

    public static Task<EngineClient> ScriptedAsync(params string[] arguments) =>
        ScriptedAsync(new EngineOptions("unused"), arguments);

    public static Task<EngineClient> ScriptedAsync(EngineOptions options, params string[] arguments) =>
        EngineClient.StartAsync(Command(arguments), options, CancellationToken.None);

    public static Task<EngineClient> RealAsync(EngineOptions? options = null) =>
        EngineClient.StartAsync(Command("real"), options ?? Options(), CancellationToken.None);

    /// <summary>A real engine with the demonstration model loaded.</summary>
    public static async Task<EngineClient> LoadedAsync(LoadRequest? request = null, EngineOptions? options = null)
    {
        EngineClient client = await RealAsync(options);
        try
        {
            await client.LoadAsync(request ?? new LoadRequest(ModelQ8), null, CancellationToken.None);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    public static EngineCommand Command(params string[] arguments) => new("dotnet", [Executable, .. arguments]);

    public static GenerateRequest Ask(string user) => Ask(new EngineMessage(EngineRole.User, user));

    public static GenerateRequest Ask(params EngineMessage[] messages) => new([.. messages], new SamplingSettings());

    public static Task<GenerationResult> AskAsync(this EngineClient client, string user) =>
        client.GenerateAsync(Ask(user), null, CancellationToken.None);

    private static string LibraryFolder() => EngineLibraries.Find(Root);

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Samantha.Actors.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("the repository's root folder is not above the tests");
    }
}
