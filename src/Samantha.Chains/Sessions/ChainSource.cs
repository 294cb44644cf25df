using Samantha.Chains.ChainFiles;

namespace Samantha.Chains.Sessions;

/// <summary>
/// The file that a session's chain came from, so that a resumption can tell whether it was changed since. Chain is what the file
/// alone said, as <see cref="ChainJson"/> writes it, when options of a command line were laid over it; null: exactly the
/// session's chain.
/// </summary>
public sealed record ChainSource(string Path, string? Chain = null, TextFileEncoding Encoding = TextFileEncoding.Auto);
