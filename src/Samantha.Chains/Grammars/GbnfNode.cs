namespace Samantha.Chains.Grammars;

/// <summary>A part of a rule: a sign, the use of a rule, a row of parts, or a choice between parts; maybe optional.</summary>
internal sealed record GbnfNode(GbnfNodeKind Kind, string Rule, IReadOnlyList<GbnfNode> Parts, bool IsOptional = false)
{
    public static GbnfNode Nothing { get; } = new(GbnfNodeKind.Row, "", []);

    public static GbnfNode Sign { get; } = new(GbnfNodeKind.Sign, "", []);

    /// <summary>The rules that may stand at the very beginning.</summary>
    public IEnumerable<string> Begins(Dictionary<string, GbnfRule> rules, HashSet<string> asked)
    {
        switch (Kind)
        {
            case GbnfNodeKind.Use:
                yield return Rule;
                break;
            case GbnfNodeKind.Choice:
                foreach (var name in Parts.SelectMany(part => part.Begins(rules, asked)))
                {
                    yield return name;
                }

                break;
            case GbnfNodeKind.Row:
                foreach (var part in Parts)
                {
                    foreach (var name in part.Begins(rules, asked))
                    {
                        yield return name;
                    }

                    if (!part.CanBeEmpty(rules, []))
                    {
                        break;
                    }
                }

                break;
        }
    }

    public bool CanBeEmpty(Dictionary<string, GbnfRule> rules, HashSet<string> asked) => IsOptional || Kind switch
    {
        GbnfNodeKind.Use => rules[Rule].CanBeEmpty(rules, asked),
        GbnfNodeKind.Choice => Parts.Any(part => part.CanBeEmpty(rules, asked)),
        GbnfNodeKind.Row => Parts.All(part => part.CanBeEmpty(rules, asked)),
        _ => false,
    };
}

/// <summary>What a part of a rule is.</summary>
internal enum GbnfNodeKind
{
    Sign,
    Use,
    Row,
    Choice,
}
