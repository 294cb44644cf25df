using Samantha.Chains.Plans;
using Samantha.Host.Composition;
using Samantha.Host.Running;

namespace Samantha.Host.Commands;

/// <summary>What the user wants to see of a run; makes the fitting view.</summary>
internal sealed record RunOutput(bool AsJson, bool Quiet)
{
    public IRunView CreateView(HostServices services, Plan? plan) =>
        AsJson ? new JsonRunView(services.Console, Quiet)
        : services.Console.Facts.OutIsTerminal ? new TerminalRunView(services.Console, plan, services.Time, Quiet)
        : new PlainRunView(services.Console, Quiet);
}
