using System.Collections.Immutable;
using Samantha.Chains.Settings;
using Samantha.Chains.Sweeps;
using Samantha.Hocon;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// Reads sweep: a block of settings with lists of values, a list of such blocks, or the same as one line of text.
/// </summary>
internal sealed class ChainFileSweep(ChainFileValues values)
{
    private const string Allowed = "a block { temperature = [0, 0.5, 1] }, a list of such blocks, or off";

    public SweepSettings Read(HoconNode node)
    {
        if (ChainFileValues.IsOff(node))
        {
            return SweepSettings.None;
        }

        if (node is HoconScalar scalar)
        {
            return Text(scalar);
        }

        var items = node is HoconArray list ? list.Items : [node];
        var blocks = ImmutableArray.CreateBuilder<SweepBlock>();
        foreach (var item in items)
        {
            if (item is not HoconObject block)
            {
                values.Error(item, $"sweep must be {Allowed}, but {item.Kind} was found.");
                continue;
            }

            var axes = Axes(block);
            if (!axes.IsEmpty)
            {
                blocks.Add(new SweepBlock(axes));
            }
        }

        var sweep = new SweepSettings(blocks.ToImmutable());
        if (SweepRules.ProblemOf(sweep) is { } problem)
        {
            values.Error(node, problem);
            return SweepSettings.None;
        }

        return sweep;
    }

    private SweepSettings Text(HoconScalar scalar)
    {
        if (!scalar.WasQuoted)
        {
            values.Wrong(scalar, "sweep", Allowed);
        }
        else if (!SweepText.TryParse(scalar.Text, out var sweep, out var problem))
        {
            values.Error(scalar, problem);
        }
        else
        {
            return sweep;
        }

        return SweepSettings.None;
    }

    private ImmutableArray<SweepAxis> Axes(HoconObject block)
    {
        var axes = ImmutableArray.CreateBuilder<SweepAxis>();
        foreach (var (name, node) in values.Members(block))
        {
            if (!HyperparameterTable.TryFind(name, out var key))
            {
                values.UnknownKey(node, name, "sweep", SweepRules.Names);
            }
            else if (SweepRules.ProblemOf(key) is { } refused)
            {
                values.Error(node, refused);
            }
            else if (Values(node, key) is { } found)
            {
                axes.Add(new SweepAxis(key.Name, found));
            }
        }

        return axes.ToImmutable();
    }

    private ImmutableArray<string>? Values(HoconNode node, HyperparameterKey key)
    {
        var isGood = true;
        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var item in node is HoconArray list ? list.Items : [node])
        {
            if (values.Scalar(item, key.Name, key.Allowed) is not { } scalar)
            {
                isGood = false;
            }
            else if (SweepRules.Read(key, scalar.Text, out var value) is { } problem)
            {
                values.Error(scalar, problem);
                isGood = false;
            }
            else
            {
                found.Add(value);
            }
        }

        if (isGood && SweepRules.ProblemOf(key.Name, found) is { } wrong)
        {
            values.Error(node, wrong);
            isGood = false;
        }

        return isGood ? found.ToImmutable() : null;
    }
}
