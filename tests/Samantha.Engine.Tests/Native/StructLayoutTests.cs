using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Samantha.Engine.Native;

namespace Samantha.Engine.Tests.Native;

/// <summary>The structs have the sizes and offsets of llama.h 0.4 and 0.5.</summary>
public sealed class StructLayoutTests
{
    [Fact]
    public void Structs_have_the_sizes_of_the_header()
    {
        Assert.Equal(80, Unsafe.SizeOf<LlamaModelParams>());
        Assert.Equal(160, Unsafe.SizeOf<LlamaContextParams>());
        Assert.Equal(56, Unsafe.SizeOf<LlamaBatch>());
        Assert.Equal(16, Unsafe.SizeOf<LlamaChatMessage>());
    }

    [Theory]
    [InlineData(nameof(LlamaModelParams.ProgressCallback), 48)]
    [InlineData(nameof(LlamaModelParams.KvOverrides), 64)]
    [InlineData(nameof(LlamaModelParams.LoadMtp), 77)]
    public void Fields_of_the_model_parameters_are_where_the_header_has_them(string field, int offset) =>
        Assert.Equal(offset, Marshal.OffsetOf<LlamaModelParams>(field).ToInt32());

    [Theory]
    [InlineData(nameof(LlamaContextParams.FlashAttentionType), 52)]
    [InlineData(nameof(LlamaContextParams.EvalCallback), 88)]
    [InlineData(nameof(LlamaContextParams.AbortCallback), 112)]
    [InlineData(nameof(LlamaContextParams.KvUnified), 133)]
    [InlineData(nameof(LlamaContextParams.OtherContext), 152)]
    public void Fields_of_the_context_parameters_are_where_the_header_has_them(string field, int offset) =>
        Assert.Equal(offset, Marshal.OffsetOf<LlamaContextParams>(field).ToInt32());
}
