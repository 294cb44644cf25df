using Samantha.Engine.Server;
using Samantha.ScriptedEngine;

// `real` is the true engine, so that tests of it need no other executable; everything else is the scripted one.
if (args is ["real"])
{
    return EngineProgram.Main([]);
}

// Questions to the engine's native code, in a process of its own.
if (args is ["native", var libraries])
{
    return NativeBench.Run(libraries);
}

// A program that has taken the engine over, in what the engine runs in.
if (args is ["attack", var plan])
{
    return EngineAttacks.Run(plan);
}

if (!ScriptedOptions.TryParse(args, out ScriptedOptions? options, out string problem))
{
    Console.Error.WriteLine(problem);
    return 64;
}

using ScriptedServer server = new(options);
return await server.RunAsync();
