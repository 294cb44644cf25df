using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Host.Running;

namespace Samantha.Host.Tests.Running;

/// <summary>When a session's page is worth writing: a session that should speak up only sometimes must be quiet else.</summary>
public sealed class SessionPageTests
{
    private static readonly ExtractedCode Program = new("print(1)", [], []);

    [Fact]
    public void A_page_is_due_when_the_chain_says_so()
    {
        Assert.True(IsDue(ShowHtml.Always, Response(null)));
        Assert.True(IsDue(ShowHtml.OnOutput, Printed(false, "1\n")));
        Assert.True(IsDue(ShowHtml.OnOutput, Executed(new CodeOutcome { End = CodeRunEnd.Exited, Files = [new("a", 1, "")] })));
        Assert.True(IsDue(ShowHtml.Always, Executed(new CodeOutcome { End = CodeRunEnd.Exited })));
    }

    [Fact]
    public void A_page_is_not_due_else()
    {
        Assert.False(IsDue(ShowHtml.Never, Response(null)));
        Assert.False(IsDue(ShowHtml.Always, Response(Program))); // Its code runs first.
        Assert.False(IsDue(ShowHtml.Always, Response(null, ResponseStopReason.Interrupted)));
        Assert.False(IsDue(ShowHtml.OnOutput, Response(null)));
        Assert.False(IsDue(ShowHtml.OnOutput, Printed(false, " \n")));
        Assert.False(IsDue(ShowHtml.OnOutput, Printed(true, "oh")));
    }

    private static bool IsDue(ShowHtml when, SessionEvent sessionEvent) => SessionPage.IsWorthAPage(when, sessionEvent);

    private static ResponseCommitted Response(ExtractedCode? code, ResponseStopReason reason = ResponseStopReason.EndOfTurn) =>
        new(1, DateTimeOffset.UnixEpoch, new StepPosition(1, 1, 1, 1), 1, "text", 1, 1, 1, 1, reason, code);

    private static CodeExecuted Printed(bool isError, string text) =>
        Executed(new CodeOutcome { End = CodeRunEnd.Exited, Output = [new(isError, text)] });

    private static CodeExecuted Executed(CodeOutcome outcome) =>
        new(2, DateTimeOffset.UnixEpoch, new StepPosition(1, 1, 1, 1), 1, outcome);
}
