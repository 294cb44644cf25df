namespace Samantha.Tui.App;

/// <summary>What drafts are kept of.</summary>
public static class DraftSubjects
{
    /// <summary>The text of the code screen.</summary>
    public const string Code = "code";

    private const string ChainPrefix = "chain:";

    public static string Chain(string path) => ChainPrefix + path;

    /// <summary>The chain's path; null when the draft is of something else.</summary>
    public static string? PathOf(string subject) =>
        subject.StartsWith(ChainPrefix, StringComparison.Ordinal) ? subject[ChainPrefix.Length..] : null;
}
