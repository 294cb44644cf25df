namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>The attacks of the group "reading", each in the real sandbox.</summary>
public sealed class ReadingAttackTests(AttackRange range) : SandboxHoldsTests(range), IClassFixture<AttackRange>
{
    public static TheoryData<string> Attacks => AttackFiles.InGroup("reading");

    [Theory(Timeout = 180_000)]
    [MemberData(nameof(Attacks))]
    public Task The_sandbox_holds(string attack) => HoldsAsync(attack);
}
