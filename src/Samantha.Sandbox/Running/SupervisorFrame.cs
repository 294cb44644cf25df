namespace Samantha.Sandbox.Running;

/// <summary>The kinds of frames that come out of a sandbox, as the supervisor writes them.</summary>
internal static class SupervisorFrame
{
    public const byte Ready = (byte)'R';
    public const byte Stdout = (byte)'O';
    public const byte Stderr = (byte)'E';
    public const byte End = (byte)'X';
    public const byte Note = (byte)'N';
    public const byte File = (byte)'F';
    public const byte Data = (byte)'D';
    public const byte Done = (byte)'Z';

    public const int HeaderBytes = 5;

    /// <summary>The supervisor never writes more at once; anything longer is nonsense.</summary>
    public const int PayloadBytesMax = 65_536;
}
