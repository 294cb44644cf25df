namespace Samantha.Engine.Gguf;

/// <summary>Types of metadata values, with the numbers of the file format.</summary>
public enum GgufValueType
{
    U8 = 0,
    I8 = 1,
    U16 = 2,
    I16 = 3,
    U32 = 4,
    I32 = 5,
    F32 = 6,
    Bool = 7,
    Text = 8,
    Array = 9,
    U64 = 10,
    I64 = 11,
    F64 = 12,
}
