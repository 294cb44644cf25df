using Xunit.Abstractions;

namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>The attacks of the group "reading", each in the real sandbox.</summary>
public sealed class ReadingAttackTests(AttackRange range, ITestOutputHelper log)
    : SandboxHoldsTests(range, log), IClassFixture<AttackRange>
{
    public static TheoryData<string> Attacks => AttackFiles.InGroup("reading");

    [Theory(Timeout = 180_000)]
    [MemberData(nameof(Attacks))]
    public Task The_sandbox_holds(string attack) => HoldsAsync(attack);
}
