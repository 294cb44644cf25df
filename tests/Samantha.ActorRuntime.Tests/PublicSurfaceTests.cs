using System.Reflection;
using System.Text;

namespace Samantha.ActorRuntime.Tests;

/// <summary>
/// Holds the embedded runtime to names and signatures that Akka.NET 1.5 has: <c>akka-api.txt</c> is the list. Built against
/// Akka.NET,
/// the second test checks the list itself.
/// </summary>
public sealed class PublicSurfaceTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Assembly Runtime = typeof(ActorSystem).Assembly;

    private static readonly string RootNamespace = typeof(ActorSystem).Namespace![..^".Actor".Length];

    private static readonly string[] Overridden = ["Equals(Object)", "GetHashCode()", "ToString()"];

#if !AKKA
    [Fact]
    public void Every_public_name_of_the_embedded_runtime_is_one_that_Akka_has()
    {
        var allowed = ReadList().ToHashSet();
        var unknown = Runtime.GetExportedTypes().SelectMany(static type => Describe(type, All | BindingFlags.DeclaredOnly))
            .Where(line => !allowed.Contains(line)).ToArray();

        Assert.True(unknown.Length == 0, "not in akka-api.txt:\n" + string.Join('\n', unknown)
            + "\nMake it internal; or, if Akka.NET 1.5 has exactly this and an actor needs it, add the line and say why in the "
            + "commit.");
    }
#endif

    [Fact]
    public void Every_name_in_the_list_is_in_the_runtime_that_this_is_built_against()
    {
        var present = Runtime.GetExportedTypes()
            .SelectMany(static type => Describe(type, All | BindingFlags.FlattenHierarchy)).ToHashSet();
        var missing = ReadList().Where(line => !present.Contains(line)).ToArray();

        Assert.True(missing.Length == 0, $"in akka-api.txt, but not in {Runtime.GetName().Name}:\n" + string.Join('\n', missing)
            + "\nTake the line out, or correct the signature here and in src/Samantha.ActorRuntime.");
    }

    [Fact]
    public void The_list_has_every_line_once() => Assert.Equal(ReadList().Distinct(), ReadList());

    private static string[] ReadList()
    {
        using var stream = typeof(PublicSurfaceTests).Assembly.GetManifestResourceStream("akka-api.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n').Select(static line => line.TrimEnd())
            .Where(static line => line.Length > 0 && line[0] != '#')];
    }

    private static IEnumerable<string> Describe(Type type, BindingFlags flags)
    {
        var owner = Name(type);
        yield return owner;
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            yield break;
        }

        foreach (var member in type.GetMembers(flags))
        {
            if (DescribeMember(member) is { } text && !Overridden.Contains(text))
            {
                yield return $"{owner} {text}";
            }
        }
    }

    private static string? DescribeMember(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } made when IsVisible(made) => $"new({Parameters(made)})",
        MethodInfo { IsSpecialName: false } method when IsVisible(method) =>
            $"{method.Name}{Arity(method)}({Parameters(method)})",
        MethodInfo method when method.Name.StartsWith("op_", StringComparison.Ordinal) => $"{method.Name}({Parameters(method)})",
        PropertyInfo property when property.GetMethod is { } getter && IsVisible(getter) =>
            $"{property.Name}: {Name(property.PropertyType)}",
        FieldInfo field when (field.IsPublic || field.IsFamily) && field.Name != "value__" =>
            $"{field.Name}: {Name(field.FieldType)}",
        _ => null,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(static parameter => Name(parameter.ParameterType)));

    private static string Arity(MethodInfo method) => method.IsGenericMethodDefinition
        ? $"<{method.GetGenericArguments().Length}>" : "";

    private static string Name(Type type)
    {
        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return "T" + type.GenericParameterPosition;
        }

        if (type.IsGenericType)
        {
            var arguments = string.Join(", ", type.GetGenericArguments().Select(Name));
            return $"{type.Name.Split('`')[0]}<{arguments}>";
        }

        // Types without a full name (by-ref, of open generics) occur in Akka.NET's surface only, never in the list.
        return type.Assembly == Runtime && type.FullName is { } full
            && full.StartsWith(RootNamespace + ".", StringComparison.Ordinal)
            ? full[(RootNamespace.Length + 1)..].Replace('+', '.')
            : type.Name;
    }
}
