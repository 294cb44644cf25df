using System.Globalization;
using Samantha.Storm;

// N [--seed S]: a storm of N kills. host FOLDER CHAIN [SESSION]: the program that is killed, for the storm's own use.
switch (args)
{
    case ["host", var folder, var chain, .. var session]:
        return await HostProgram.RunAsync(folder, StormChain.Named(chain), session.Length > 0 ? session[0] : null);
    case [var count, .. var rest] when int.TryParse(count, out int kills) && kills > 0:
        int seed = rest is ["--seed", var text] ? int.Parse(text, CultureInfo.InvariantCulture) : Random.Shared.Next(1, 1_000_000);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"storm of {kills} kills, seed {seed}"));
        return await KillStorm.RunAsync(kills, seed, Console.Out) ? 0 : 1;
    default:
        Console.Error.WriteLine("give the number of kills, and --seed S to repeat a storm's plan");
        return 64;
}
