namespace Samantha.Chains.ChainFiles;

/// <summary>When the page of a running session is written and opened in the browser without being asked for.</summary>
public enum ShowHtml
{
    Never,

    /// <summary>After a program that printed something or left a file: a session that speaks up only then.</summary>
    OnOutput,

    /// <summary>After every response.</summary>
    Always,
}
