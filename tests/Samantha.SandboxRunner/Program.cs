using System.Text.Json;
using Samantha.Sandbox.Running;
using Samantha.SandboxRunner;

// Usage: Samantha.SandboxRunner FOLDER
// Runs every NAME.py of the folder in the sandbox, in the order of their names, with the limits of NAME.json, and writes one
// line of JSON per run. It exists so that tests which run as root can see the sandbox of an ordinary user.
if (args is not [var folder] || !Directory.Exists(folder))
{
    Console.Error.WriteLine("usage: Samantha.SandboxRunner FOLDER");
    return 2;
}

await using PythonSandbox sandbox = new(SandboxSettings.Default, TimeProvider.System);
var report = await sandbox.ProbeAsync(CancellationToken.None);
Console.WriteLine(JsonSerializer.Serialize(new RunnerReport(Environment.UserName, report.Level?.ToString(), report.Reason)));
foreach (var file in Directory.GetFiles(folder, "*.py").Order(StringComparer.Ordinal))
{
    var name = Path.GetFileNameWithoutExtension(file);
    var limits = JsonSerializer.Deserialize<SandboxLimits>(File.ReadAllText(Path.ChangeExtension(file, ".json")))
                 ?? throw new JsonException($"the limits of {name} are empty");
    var run = new PythonRun(File.ReadAllText(file), SandboxRules.Closed, limits, Path.Combine(folder, "files-" + name));
    var outcome = await sandbox.RunAsync(run, null, CancellationToken.None);
    Console.WriteLine(JsonSerializer.Serialize(new RunnerResult(name, outcome, await Descendants.LeftAsync())));
}

return 0;
