using Samantha.Hocon;

namespace Samantha.ActorRuntime.Configuration;

/// <summary>
/// Settings by dotted path, with a default where a path is missing. A value of the wrong type is a <see cref="HoconException"/>
/// that
/// says where it stands and what is allowed.
/// </summary>
public class Config
{
    public static readonly Config Empty = new(HoconObject.Empty("configuration"));

    private readonly HoconObject _root;

    internal Config(HoconObject root) => _root = root;

    public virtual bool IsEmpty => _root.IsEmpty;

    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    public virtual bool HasPath(string path) => _root.TryGet(path, out _);

    public virtual string GetString(string path, string @default = null) => Read(path, @default, static scalar => scalar.Text);

    public virtual bool GetBoolean(string path, bool @default = false) => Read(path, @default, HoconScalarReader.ReadBool);

    public virtual int GetInt(string path, int @default = 0) => Read(path, @default, HoconScalarReader.ReadInt);

    public virtual long GetLong(string path, long @default = 0) => Read(path, @default, HoconScalarReader.ReadLong);

    public virtual double GetDouble(string path, double @default = 0) => Read(path, @default, HoconScalarReader.ReadDouble);

    /// <param name="path">Where it stands.</param>
    /// <param name="default">Null is zero.</param>
    /// <param name="allowInfinite">Whether <c>infinite</c> is accepted.</param>
    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) => Read(
        path,
        @default ?? TimeSpan.Zero,
        scalar => HoconScalarReader.ReadDuration(scalar) is var duration
            && (allowInfinite || duration != Timeout.InfiniteTimeSpan)
            ? duration
            : throw new HoconException(scalar.Position, "infinite is not accepted here; expected a duration such as 5 s"));

    /// <summary>In bytes; null if the path is missing.</summary>
    public virtual long? GetByteSize(string path) =>
        Read<long?>(path, null, static scalar => HoconScalarReader.ReadSizeBytes(scalar));

    /// <summary>Empty if the path is missing.</summary>
    public virtual IList<string> GetStringList(string path)
    {
        if (!_root.TryGet(path, out var node))
        {
            return [];
        }

        return node is HoconArray list
            ? [.. list.Items.Select(item => AsScalar(item, path).Text)]
            : throw new HoconException(node.Position, $"'{path}' is {node.Kind}; expected a list of texts: [\"a\", \"b\"]");
    }

    /// <summary>The part under a path; null if there is none.</summary>
    public virtual Config GetConfig(string path)
    {
        if (!_root.TryGet(path, out var node))
        {
            return null;
        }

        return node is HoconObject part
            ? new Config(part)
            : throw new HoconException(node.Position, $"'{path}' is {node.Kind}; expected a block {{ ... }}");
    }

    /// <summary>This one wins; blocks are merged deeply.</summary>
    public virtual Config WithFallback(Config fallback) =>
        fallback is null ? this : new Config(_root.WithFallback(fallback._root));

    private T Read<T>(string path, T @default, Func<HoconScalar, T> read) =>
        _root.TryGet(path, out var node) ? read(AsScalar(node, path)) : @default;

    private static HoconScalar AsScalar(HoconNode node, string path) => node as HoconScalar
        ?? throw new HoconException(node.Position, $"'{path}' is {node.Kind}; expected a single value");
}
