namespace Samantha.Chains.Grammars;

/// <summary>A rule as far as it matters for mistakes: what it uses, and the alternatives with what each begins with.</summary>
internal sealed class GbnfRule(string name)
{
    public string Name { get; } = name;

    /// <summary>Each use of a rule, with its line and column in words.</summary>
    public List<(string Name, string Where)> Uses { get; } = [];

    /// <summary>What the rule is made of.</summary>
    public GbnfNode Body { get; set; } = GbnfNode.Nothing;

    public IEnumerable<string> BeginsWith(Dictionary<string, GbnfRule> rules) => Body.Begins(rules, []);

    public bool CanBeEmpty(Dictionary<string, GbnfRule> rules, HashSet<string> asked) =>
        asked.Add(Name) && Body.CanBeEmpty(rules, asked);
}
