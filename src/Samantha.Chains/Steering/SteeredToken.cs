namespace Samantha.Chains.Steering;

/// <summary>A token by its id, which is what counts, and its text for people.</summary>
public sealed record SteeredToken(int Id, string Text)
{
    public override string ToString() => $"'{Text}' (id {Id})";
}
