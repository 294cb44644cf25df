using Samantha.Chains.Code;

namespace Samantha.Actors.CodeRuns;

/// <summary>What to run, what it may do, and the folder of this machine that takes the files it leaves behind.</summary>
public sealed record CodeOrder(ExtractedCode Code, CodeSettings Settings, string FilesFolder);
