namespace Samantha.ActorRuntime.Actor;

/// <summary>
/// Where an actor stands in the tree: <c>akka://system/user/parent/child</c>. Two incarnations under one name have equal paths.
/// </summary>
public class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    /// <summary>What a name may have besides ASCII letters and digits.</summary>
    public const string ValidSymbols = "\"-_.*$+:@&=,!~';()";

    private readonly string _systemName;

    internal ActorPath(string systemName)
    {
        _systemName = systemName;
        Name = "";
    }

    internal ActorPath(ActorPath parent, string name, long uid)
    {
        _systemName = parent._systemName;
        Parent = parent;
        Name = name;
        Uid = uid;
    }

    public string Name { get; }

    /// <summary>Null for the root.</summary>
    public ActorPath Parent { get; }

    /// <summary>Tells incarnations apart; not part of equality.</summary>
    public long Uid { get; }

    public ActorPath Root => Parent is null ? this : Parent.Root;

    public IReadOnlyList<string> Elements
    {
        get
        {
            var elements = new List<string>();
            for (var path = this; path.Parent is not null; path = path.Parent)
            {
                elements.Insert(0, path.Name);
            }

            return elements;
        }
    }

    public static bool operator ==(ActorPath left, ActorPath right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(ActorPath left, ActorPath right) => !(left == right);

    /// <summary>Not empty, not starting with '$', ASCII letters and digits, <see cref="ValidSymbols"/>, or %XX.</summary>
    public static bool IsValidPathElement(string s)
    {
        if (string.IsNullOrEmpty(s) || s[0] == '$')
        {
            return false;
        }

        for (var index = 0; index < s.Length; index++)
        {
            if (s[index] == '%' && index + 2 < s.Length && char.IsAsciiHexDigit(s[index + 1])
                && char.IsAsciiHexDigit(s[index + 2]))
            {
                index += 2;
            }
            else if (!char.IsAsciiLetterOrDigit(s[index]) && !ValidSymbols.Contains(s[index], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    public bool Equals(ActorPath other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        return other is not null && Name == other.Name && _systemName == other._systemName
            && (Parent is null ? other.Parent is null : Parent.Equals(other.Parent));
    }

    public override bool Equals(object obj) => Equals(obj as ActorPath);

    public override int GetHashCode() => HashCode.Combine(Name, Parent);

    public int CompareTo(ActorPath other) => string.CompareOrdinal(ToString(), other?.ToString());

    public string ToStringWithoutAddress() => "/" + string.Join('/', Elements);

    public string ToStringWithUid() => $"{this}#{Uid}";

    public override string ToString() => $"akka://{_systemName}{ToStringWithoutAddress()}";
}
