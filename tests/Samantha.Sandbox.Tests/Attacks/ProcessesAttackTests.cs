using Xunit.Abstractions;

namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>The attacks of the group "processes", each in the real sandbox.</summary>
public sealed class ProcessesAttackTests(AttackRange range, ITestOutputHelper log)
    : SandboxHoldsTests(range, log), IClassFixture<AttackRange>
{
    public static TheoryData<string> Attacks => AttackFiles.InGroup("processes");

    [Theory(Timeout = 180_000)]
    [MemberData(nameof(Attacks))]
    public Task The_sandbox_holds(string attack) => HoldsAsync(attack);
}
