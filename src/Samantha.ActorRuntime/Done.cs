namespace Samantha.ActorRuntime;

/// <summary>The value of something that is finished and has nothing else to say.</summary>
public sealed class Done
{
    public static readonly Done Instance = new();

    private Done()
    {
    }
}
