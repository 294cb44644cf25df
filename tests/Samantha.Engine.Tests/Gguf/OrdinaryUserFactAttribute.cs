namespace Samantha.Engine.Tests.Gguf;

/// <summary>A test about missing rights; root has them all, so there it is skipped and says why.</summary>
internal sealed class OrdinaryUserFactAttribute : FactAttribute
{
    public OrdinaryUserFactAttribute()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Skip = "needs an ordinary user on Linux or macOS: root may read every file";
        }
    }
}
