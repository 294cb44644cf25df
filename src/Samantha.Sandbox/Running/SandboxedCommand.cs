using System.Collections.Immutable;

namespace Samantha.Sandbox.Running;

/// <summary>
/// Any program of this machine (below /usr, by full path or by name) run in the sandbox without network, with its inputs under
/// /in. At level None the inputs keep their host paths: arguments that begin with /in/ are rewritten.
/// </summary>
public sealed record SandboxedCommand(
    string FileName, ImmutableArray<string> Arguments, ImmutableArray<SandboxInput> Inputs, SandboxLimits Limits);
