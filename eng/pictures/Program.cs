using Samantha.Host.Composition;
using Samantha.Host.Terminal;
using Samantha.Host.TerminalUi;
using Samantha.Pictures;

if (args is not [var folder])
{
    Console.Error.WriteLine("usage: pictures FOLDER");
    return 2;
}

const int KilobytesMax = 100;
string data = Directory.CreateTempSubdirectory("samantha-pictures-").FullName;
try
{
    Directory.CreateDirectory(folder);
    using var console = new HostConsole(new TerminalFacts(false, false, false), TextWriter.Null, Console.Error);
    await using var services = new HostServices(console, new Places(data, [], null));
    await using var parts = new UiServices(services);
    await foreach ((string name, string title, Frame frame) in Scenes.PlayAsync(parts))
    {
        string path = Path.Combine(folder, name + ".svg");
        string svg = SvgPicture.Of(frame, title);
        foreach (string place in new[] { data, services.Home })
        {
            // A picture is of the program, not of the machine that it was taken on.
            if (svg.Contains(place, StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"{name} shows the folder {place}.");
            }
        }

        if (svg.Length > KilobytesMax * 1024)
        {
            throw new InvalidOperationException($"{name} has {svg.Length} bytes; {KilobytesMax} kB are allowed.");
        }

        await File.WriteAllTextAsync(path, svg);
        Console.WriteLine($"{path}: {svg.Length / 1024} kB");
    }

    return 0;
}
finally
{
    Directory.Delete(data, recursive: true);
}
