namespace Samantha.Sandbox.Bubblewrap;

/// <summary>A file or folder of the host and where the sandbox shows it.</summary>
internal sealed record BindMount(string HostPath, string InsidePath, bool IsWritable = false);
