namespace Samantha.Chains.Stop;

/// <summary>What a budget counts.</summary>
public enum BudgetUnit
{
    Count,
    Seconds,
    Bytes,
}
