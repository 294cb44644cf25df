namespace Samantha.Chains.Grammars;

/// <summary>
/// Reads a grammar in GBNF far enough to say where it is wrong, before a model is loaded for it: its signs, that each rule that
/// is used is there, that there is a root, and that no rule begins with itself. llama.cpp interprets it; nothing here does.
/// </summary>
public static class GbnfSyntax
{
    public const string Root = "root";

    /// <summary>A sentence with line and column inside the grammar, or null. An empty text is no grammar.</summary>
    public static string? FindProblem(string grammar)
    {
        if (grammar.Trim().Length == 0)
        {
            return null;
        }

        try
        {
            var rules = new GbnfReader(grammar).Read();
            return MissingRule(rules) ?? Endless(rules);
        }
        catch (GbnfException problem)
        {
            return problem.Message;
        }
    }

    private static string? MissingRule(Dictionary<string, GbnfRule> rules)
    {
        if (!rules.ContainsKey(Root))
        {
            return "grammar has no rule root. Begin with a line such as: root ::= \"yes\" | \"no\"";
        }

        foreach (var rule in rules.Values)
        {
            foreach (var (name, where) in rule.Uses)
            {
                if (!rules.ContainsKey(name))
                {
                    return $"grammar, {where}: the rule '{name}' is used in '{rule.Name}', but there is no line '{name} ::= …'.";
                }
            }
        }

        return null;
    }

    // Left recursion: what a rule can begin with, followed until it begins with itself.
    private static string? Endless(Dictionary<string, GbnfRule> rules)
    {
        foreach (var rule in rules.Values)
        {
            var seen = new HashSet<string>();
            var open = new Stack<string>(rule.BeginsWith(rules));
            while (open.TryPop(out var next))
            {
                if (next == rule.Name)
                {
                    return $"grammar: the rule '{rule.Name}' begins with itself, which would never end. Put what is repeated "
                        + "behind something else, or write ( … )*.";
                }

                if (seen.Add(next))
                {
                    foreach (var further in rules[next].BeginsWith(rules))
                    {
                        open.Push(further);
                    }
                }
            }
        }

        return null;
    }
}
