using System.Collections.Immutable;
using System.Globalization;

namespace Samantha.Engine.Gguf;

/// <summary>
/// One metadata value; long texts are cut and arrays are summarised. Text comes from the file: data, not to be trusted.
/// </summary>
public abstract record GgufValue(GgufValueType Type);

/// <summary>Any integer type; Int128 holds all of them.</summary>
public sealed record GgufInteger(GgufValueType Type, Int128 Value) : GgufValue(Type)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

public sealed record GgufFloat(GgufValueType Type, double Value) : GgufValue(Type)
{
    /// <summary>In single precision where the file is: 1E-05 and not 9.999999747378752E-06.</summary>
    public override string ToString() => Type == GgufValueType.F32
        ? ((float)Value).ToString(CultureInfo.InvariantCulture)
        : Value.ToString(CultureInfo.InvariantCulture);
}

public sealed record GgufBool(bool Value) : GgufValue(GgufValueType.Bool)
{
    public override string ToString() => Value ? "true" : "false";
}

/// <summary>
/// Invalid UTF-8 is replaced by U+FFFD; <paramref name="LengthBytes"/> is the length in the file, also when the text is cut.
/// </summary>
public sealed record GgufText(string Value, long LengthBytes, bool WasCut) : GgufValue(GgufValueType.Text)
{
    public override string ToString() => Value;
}

/// <summary>An array by its element type, its length and its first elements.</summary>
public sealed record GgufArray(GgufValueType ElementType, long Count, ImmutableArray<GgufValue> First)
    : GgufValue(GgufValueType.Array)
{
    /// <summary>All elements of a short array of integers, like values per layer; else empty.</summary>
    internal ImmutableArray<Int128> Numbers { get; init; } = [];

    public override string ToString() =>
        $"{Count} x {ElementType} [{string.Join(", ", First)}{(Count > First.Length ? ", ..." : "")}]";
}
