using Samantha.Actors.ModelFiles;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Diagnostics;
using Samantha.Host.ChainInput;
using Samantha.Host.Composition;
using Samantha.Host.Terminal;

namespace Samantha.Host.Commands;

/// <summary>Tells what is doubtful about a chain that is about to run, and refuses one that cannot.</summary>
internal static class ChainAcceptance
{
    // Errors of single prompts do not stop the others: those steps fail by name.
    public static ChainDefinition Accept(HostServices services, LoadedChain loaded, bool quiet)
    {
        HostConsole console = services.Console;
        if (loaded.Chain is null || !loaded.CanRun)
        {
            List<Diagnostic> errors = [.. loaded.Errors];
            errors.SkipLast(1).ToList().ForEach(error => console.Failure(DiagnosticText.WithoutSeverity(error), null));
            string last =
                errors.Count > 0 ? DiagnosticText.WithoutSeverity(errors[^1]) : $"{loaded.Source}: the chain cannot run";
            throw CommandFailure.BadInput(last, $"samantha check {loaded.Source} shows everything that was understood.");
        }

        foreach (Diagnostic finding in loaded.Findings.Where(finding => finding.IsError || !quiet))
        {
            console.Warning(DiagnosticText.WithoutSeverity(finding));
        }

        RequireAModel(services, loaded.Chain);
        return loaded.Chain;
    }

    // A chain of which no model exists would only fail step by step.
    private static void RequireAModel(HostServices services, ChainDefinition chain)
    {
        var missing = new List<ModelNotFoundException>();
        string[] references = [.. chain.Models.Select(entry => entry.Model).Distinct(StringComparer.Ordinal)];
        foreach (string reference in references)
        {
            try
            {
                services.Resolver.Resolve(reference);
            }
            catch (ModelNotFoundException e)
            {
                missing.Add(e);
            }
        }

        if (missing.Count == references.Length)
        {
            throw missing[0];
        }

        missing.ForEach(problem => services.Console.Warning(problem.Message));
    }
}
