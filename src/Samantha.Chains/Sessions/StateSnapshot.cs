using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;

namespace Samantha.Chains.Sessions;

/// <summary>
/// A session's state as text, so that a long journal need not be folded from its first event. It is a cache and never the record:
/// a snapshot of another form than this program's own is not read, and the state is then the fold of all events, as ever.
/// </summary>
public static class StateSnapshot
{
    private static readonly Assembly s_chains = typeof(SessionState).Assembly;

    private static readonly JsonSerializerOptions s_options = ChainJson.CreateOptions(JsonNamingPolicy.CamelCase, AddInternals);

    /// <summary>Names the form of snapshots: other members of the state, or another way to write them, give another name.</summary>
    public static string Form { get; } = Describe();

    public static string Of(SessionState state) => JsonSerializer.Serialize(state, s_options);

    /// <summary>Null when the text is none of this form, whatever is wrong with it.</summary>
    public static SessionState? Read(string text, string form)
    {
        if (form != Form)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<SessionState>(text, s_options) is { Chain: { } chain } state
                ? state with { Order = ExecutionOrder.Of(chain) }
                : null;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or FormatException)
        {
            return null;
        }
    }

    // What the fold keeps for itself belongs to the state as much as what others may see.
    private static void AddInternals(JsonTypeInfo type)
    {
        if (type.Type == typeof(SessionState) && type.Properties.FirstOrDefault(p => p.PropertyType == typeof(ExecutionOrder))
            is { } order)
        {
            type.Properties.Remove(order);
        }

        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Assembly != s_chains)
        {
            return;
        }

        foreach (var property in Internals(type.Type))
        {
            var added = type.CreateJsonPropertyInfo(property.PropertyType, "_" + property.Name);
            added.Get = property.GetValue;
            added.Set = property.SetValue;
            type.Properties.Add(added);
        }
    }

    private static IEnumerable<PropertyInfo> Internals(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.NonPublic)
            .Where(property => property is { CanRead: true, CanWrite: true } && property.GetIndexParameters().Length == 0)
            .OrderBy(property => property.Name, StringComparer.Ordinal);

    // Every member that the serializer sees, of every type of ours that can be reached from the state.
    private static string Describe()
    {
        var text = new StringBuilder("1\n");
        var seen = new HashSet<Type>();
        var open = new Queue<Type>([typeof(SessionState)]);
        while (open.TryDequeue(out var type))
        {
            foreach (var argument in type.GetGenericArguments())
            {
                open.Enqueue(argument);
            }

            if (type.Assembly != s_chains || !seen.Add(type))
            {
                continue;
            }

            text.Append(type.FullName).Append('\n');
            foreach (var property in s_options.GetTypeInfo(type).Properties.OrderBy(p => p.Name, StringComparer.Ordinal))
            {
                text.Append(property.Name).Append(' ').Append(property.PropertyType).Append('\n');
                open.Enqueue(property.PropertyType);
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
