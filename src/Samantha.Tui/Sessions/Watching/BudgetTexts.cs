using Samantha.Chains.Stop;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Sessions.Watching;

/// <summary>A limit of a chain and what is used of it, in the interface's language. Pure.</summary>
public static class BudgetTexts
{
    /// <summary>budget: 1,200 of 5,000 tokens.</summary>
    public static string Budget(this TextCatalog texts, BudgetUse use) => texts.Format(
        "session.budget",
        use.Rule == StopRule.Until
            ? texts.Format("session.budget.Until", $"{use.Clock:HH\\:mm}", texts.Duration(TimeSpan.FromSeconds(Math.Max(0, use.Limit - use.Used))))
            : texts.Format("session.budget." + use.Rule, Amount(texts, use, use.Used), Amount(texts, use, use.Limit)));

    private static string Amount(TextCatalog texts, BudgetUse use, double value) => use.Unit switch
    {
        BudgetUnit.Bytes => texts.Bytes((long)value),
        BudgetUnit.Seconds => texts.Duration(TimeSpan.FromSeconds(value)),
        _ => texts.Number((long)value),
    };
}
