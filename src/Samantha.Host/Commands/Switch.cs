using System.CommandLine;

namespace Samantha.Host.Commands;

/// <summary>
/// A setting that is on or off, as two options: <c>--feedback</c> and <c>--no-feedback</c>. Neither: the chain decides.
/// </summary>
internal sealed class Switch
{
    public Switch(string name, string description)
    {
        Name = name;
        On = new Option<bool>("--" + name) { Description = description, Arity = ArgumentArity.Zero };

        // Its own help line would only say "not"; the usage of both is explained once on the page.
        Off = new Option<bool>("--no-" + name) { Arity = ArgumentArity.Zero, Hidden = true };
    }

    public string Name { get; }

    public Option<bool> On { get; }

    public Option<bool> Off { get; }

    public bool? Read(ParseResult given)
    {
        bool on = given.GetResult(On) is { Implicit: false };
        bool off = given.GetResult(Off) is { Implicit: false };
        if (on && off)
        {
            throw CommandFailure.BadInput($"--{Name} and --no-{Name} were both given");
        }

        return on ? true : off ? false : null;
    }
}
