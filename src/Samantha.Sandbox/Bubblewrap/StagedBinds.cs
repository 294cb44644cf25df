using System.Collections.Immutable;
using System.Globalization;

namespace Samantha.Sandbox.Bubblewrap;

/// <summary>
/// Paths that root may reach and nobody may not (below /root, say) are first bound to places in a folder of ours, in a mount
/// namespace of its own, while we are still root. It makes those places; whoever owns the folder removes them.
/// </summary>
internal sealed record StagedBinds(ImmutableArray<BindMount> Binds, ImmutableArray<(string HostPath, string Place)> Stages)
{
    public static StagedBinds Plan(ImmutableArray<BindMount> binds, string folder, bool isRoot)
    {
        var result = ImmutableArray.CreateBuilder<BindMount>(binds.Length);
        var stages = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (BindMount bind in binds)
        {
            if (!isRoot || RootDrop.CanNobodyReach(bind.HostPath))
            {
                result.Add(bind);
                continue;
            }

            string place = Path.Combine(folder, $"stage-{stages.Count.ToString(CultureInfo.InvariantCulture)}");
            if (Directory.Exists(bind.HostPath))
            {
                Directory.CreateDirectory(place);
            }
            else
            {
                File.WriteAllBytes(place, []);
            }

            stages.Add((bind.HostPath, place));
            result.Add(bind with { HostPath = place });
        }

        return new StagedBinds(result.ToImmutable(), stages.ToImmutable());
    }
}
