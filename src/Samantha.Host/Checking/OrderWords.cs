using Samantha.Chains.Plans;
using Samantha.Host.Terminal;

namespace Samantha.Host.Checking;

/// <summary>In which order the steps of a plan are answered, and what that costs, in words for people.</summary>
internal static class OrderWords
{
    /// <summary>"27 model loads instead of 81"; empty when it cannot be said.</summary>
    public static string Loads(Plan plan)
    {
        if (plan.LoadForecast() is not { } loads)
        {
            return "";
        }

        string words = Amounts.Plural(loads, "model load");
        return plan.LoadForecastAsWritten() is { } written && written > loads
            ? $"{words} instead of {Amounts.Count(written)}"
            : words;
    }

    public static string Of(OrderReason reason) => reason switch
    {
        OrderReason.Grouped =>
            "grouped: each model answers all its loops before the next one is loaded; show and export put the results in this order:",
        OrderReason.Feedback => "answered in this order, because each response goes into the next step:",
        OrderReason.FullText => "answered in this order, because a prompt quotes the responses before it:",
        OrderReason.Shuffled => "answered in this order, which the chain draws:",
        OrderReason.Endless => "answered in this order, so that each model has its turn in a plan without an end in sight:",
        OrderReason.StopRule => "answered in this order, because a condition may end the session on the way:",
        OrderReason.Health => "answered in this order, because detectors compare each response with those before it:",
        OrderReason.SharedCode => "answered in this order, because programs share a folder or the network:",
        _ => "answered in this order, as the chain asks:",
    };
}
