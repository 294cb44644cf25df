namespace Samantha.Chains.Stop;

/// <summary>
/// How much of a budget is used: 1,200 of 5,000 tokens. For DiskFree, Used is what is free and Limit what must stay free.
/// Clock is set for the rule until: the time of the day that ends the run.
/// </summary>
public sealed record BudgetUse(StopRule Rule, BudgetUnit Unit, double Used, double Limit, TimeOnly? Clock = null)
{
    /// <summary>From 0 (nothing used) to 1 (reached).</summary>
    public double Share => Rule == StopRule.DiskFree
        ? Math.Clamp(Used > 0 ? Limit / Used : 1, 0, 1)
        : Math.Clamp(Limit > 0 ? Used / Limit : 1, 0, 1);
}
