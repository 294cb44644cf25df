namespace Samantha.Tui.Ports;

/// <summary>Looks at everything a chain needs without running it, as <c>samantha check</c> does.</summary>
public interface IChainChecks
{
    /// <summary>Resolves models, reads their headers and makes the plan. Fast: no engine is started.</summary>
    Task<ChainReport> LookAsync(string text, string path, CancellationToken ct);

    /// <summary>The same, and the tokens of each prompt by the models' own tokenizers. Takes seconds per model.</summary>
    Task<ChainReport> CountAsync(string text, string path, IProgress<string>? progress, CancellationToken ct);
}
