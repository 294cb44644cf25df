namespace Samantha.Storm;

/// <summary>Whom a kill hits.</summary>
public enum Victim
{
    Host,
    Engine,
    Python,
}
