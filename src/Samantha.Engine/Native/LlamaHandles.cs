using System.Runtime.InteropServices;

namespace Samantha.Engine.Native;

/// <summary>Owns a loaded model.</summary>
internal sealed class LlamaModelHandle : SafeHandle
{
    public LlamaModelHandle(nint model)
        : base(0, ownsHandle: true) => SetHandle(model);

    public override bool IsInvalid => handle == 0;

    /// <summary>The pointer; the owner keeps this handle alive while it is used.</summary>
    public nint Pointer => IsClosed ? throw new ObjectDisposedException(nameof(LlamaModelHandle)) : handle;

    protected override bool ReleaseHandle()
    {
        LlamaNative.ModelFree(handle);
        return true;
    }
}

/// <summary>Owns a context; it keeps its model alive, because freeing the model first is a crash.</summary>
internal sealed class LlamaContextHandle : SafeHandle
{
    private readonly LlamaModelHandle _model;

    public LlamaContextHandle(nint context, LlamaModelHandle model)
        : base(0, ownsHandle: true)
    {
        bool added = false;
        model.DangerousAddRef(ref added);
        _model = model;
        SetHandle(context);
    }

    public override bool IsInvalid => handle == 0;

    public nint Pointer => IsClosed ? throw new ObjectDisposedException(nameof(LlamaContextHandle)) : handle;

    protected override bool ReleaseHandle()
    {
        LlamaNative.ContextFree(handle);
        _model.DangerousRelease();
        return true;
    }
}

/// <summary>Owns a grammar; it keeps its model alive, because it reads the vocabulary.</summary>
internal sealed class LlamaGrammarHandle : SafeHandle
{
    private readonly LlamaModelHandle _model;

    public LlamaGrammarHandle(nint grammar, LlamaModelHandle model)
        : base(0, ownsHandle: true)
    {
        bool added = false;
        model.DangerousAddRef(ref added);
        _model = model;
        SetHandle(grammar);
    }

    public override bool IsInvalid => handle == 0;

    public nint Pointer => IsClosed ? throw new ObjectDisposedException(nameof(LlamaGrammarHandle)) : handle;

    protected override bool ReleaseHandle()
    {
        LlamaNative.SamplerFree(handle);
        _model.DangerousRelease();
        return true;
    }
}
