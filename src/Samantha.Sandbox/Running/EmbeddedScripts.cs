namespace Samantha.Sandbox.Running;

/// <summary>The Python files of ours that lie in this assembly.</summary>
internal static class EmbeddedScripts
{
    public static string Supervisor => Read("supervisor.py");

    public static string SelfTest => Read("selftest.py");

    private static string Read(string name)
    {
        using Stream stream = typeof(EmbeddedScripts).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
