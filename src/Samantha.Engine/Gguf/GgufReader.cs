namespace Samantha.Engine.Gguf;

/// <summary>
/// Reads and checks the header of a model file in managed code, so that no native code in the host ever sees it. Streams with a small
/// buffer, never maps the file, never reads the weights.
/// </summary>
public static class GgufReader
{
    /// <exception cref="GgufException">The file cannot be used as a model.</exception>
    public static GgufFile Read(string path, GgufLimits? limits = null) => throw new NotImplementedException();
}
