namespace Samantha.Sandbox.Seccomp;

/// <summary>What the filter answers, in the kernel's numbers.</summary>
internal static class SeccompAction
{
    public const uint KillProcess = 0x8000_0000;
    public const uint Allow = 0x7FFF_0000;

    private const uint FailWith = 0x0005_0000;

    public const uint NotPermitted = FailWith | 1;

    public const uint AccessDenied = FailWith | 13;

    public const uint NotImplemented = FailWith | 38;

    public const uint FamilyNotSupported = FailWith | 97;
}
