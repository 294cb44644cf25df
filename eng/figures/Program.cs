using Samantha.Engine.Client;
using Samantha.Engine.Gguf;
using Samantha.Engine.Protocol;
using Samantha.Figures;

if (args is not [var root, var folder])
{
    Console.Error.WriteLine("usage: figures ROOT FOLDER");
    return 2;
}

Directory.CreateDirectory(folder);
string model = Path.Combine(root, "models", "samantha-mini-q8_0.gguf");
string program = Path.Combine(AppContext.BaseDirectory, "samantha.dll");
await using EngineClient engine = await EngineClient.StartAsync(
    new EngineCommand("dotnet", [program, "engine"]),
    new EngineOptions(EngineLibraries.Find(root)).For(GgufReader.Read(model)),
    default);
await engine.LoadAsync(new LoadRequest(model) { Threads = 1 }, null, default);
await foreach ((string name, string svg) in Lessons.DrawAsync(new Classroom(engine)))
{
    string path = Path.Combine(folder, name + ".svg");
    await File.WriteAllTextAsync(path, svg);
    Console.WriteLine($"{path}: {svg.Length / 1024.0:0.0} kB");
}

return 0;
