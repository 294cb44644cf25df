using Samantha.Chains.Plans;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Chains;

/// <summary>What a plan costs, in words for people.</summary>
internal static class PlanWords
{
    /// <summary>"27 model loads instead of 81"; empty when it cannot be said.</summary>
    public static string Loads(TextCatalog texts, Plan plan)
    {
        if (plan.LoadForecast() is not { } loads)
        {
            return "";
        }

        string words = texts.Count("preview.loads", loads);
        return plan.LoadForecastAsWritten() is { } written && written > loads
            ? texts.Format("preview.loads-instead", words, texts.Number(written))
            : words;
    }
}
