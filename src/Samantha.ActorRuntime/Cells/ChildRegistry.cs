#nullable enable
using Samantha.ActorRuntime.Actor;

namespace Samantha.ActorRuntime.Cells;

/// <summary>
/// The children of one actor by name. Locked, because the guardian's children are made from any thread; every other actor's are
/// touched by that actor alone.
/// </summary>
internal sealed class ChildRegistry
{
    private const string NameDigits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";

    private readonly Lock _changing = new();
    private readonly Dictionary<string, ChildEntry> _byName = new(StringComparer.Ordinal);
    private long _generatedNames;
    private bool _closed;

    public bool AnyDying
    {
        get
        {
            lock (_changing)
            {
                return _byName.Values.Any(static child => child.Dying);
            }
        }
    }

    /// <exception cref="InvalidOperationException">The actor is ending.</exception>
    /// <exception cref="InvalidActorNameException">The name is taken.</exception>
    public LocalRef Add(string? name, Func<string, LocalRef> make)
    {
        lock (_changing)
        {
            if (_closed)
            {
                throw new InvalidOperationException(
                    "no actor can be made here any more: the parent, or the system, is terminating or terminated");
            }

            var key = name ?? GenerateName(_generatedNames++);
            if (_byName.ContainsKey(key))
            {
                throw new InvalidActorNameException(
                    $"the name [{key}] is taken: a name is free again when the parent has been told of the end");
            }

            var child = make(key);
            _byName.Add(key, new ChildEntry(child));
            return child;
        }
    }

    /// <summary>No more children from now on.</summary>
    public void Close()
    {
        lock (_changing)
        {
            _closed = true;
        }
    }

    public ChildEntry[] All()
    {
        lock (_changing)
        {
            return [.. _byName.Values];
        }
    }

    public ChildEntry? Find(string name)
    {
        lock (_changing)
        {
            return _byName.GetValueOrDefault(name);
        }
    }

    /// <summary>Finds this incarnation, not another one under the same name.</summary>
    public ChildEntry? Find(IActorRef child) => Find(child.Path.Name) is { } entry && entry.Ref.Equals(child) ? entry : null;

    public bool Remove(IActorRef child)
    {
        lock (_changing)
        {
            return _byName.TryGetValue(child.Path.Name, out var entry) && entry.Ref.Equals(child)
                && _byName.Remove(child.Path.Name);
        }
    }

    /// <summary>$a, $b, ... $~, $aa, $ba, ...</summary>
    internal static string GenerateName(long number)
    {
        var name = "$";
        do
        {
            name += NameDigits[(int)(number % NameDigits.Length)];
            number = (number / NameDigits.Length) - 1;
        }
        while (number >= 0);

        return name;
    }
}
