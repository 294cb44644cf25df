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

/// <summary>Owns a native object that reads its model, and keeps the model alive: freeing the model first is a crash.</summary>
internal abstract class LlamaModelUserHandle : SafeHandle
{
    private readonly LlamaModelHandle _model;

    protected LlamaModelUserHandle(nint pointer, LlamaModelHandle model)
        : base(0, ownsHandle: true)
    {
        bool added = false;
        model.DangerousAddRef(ref added);
        _model = model;
        SetHandle(pointer);
    }

    public override bool IsInvalid => handle == 0;

    public nint Pointer => IsClosed ? throw new ObjectDisposedException(GetType().Name) : handle;

    protected abstract void Free(nint pointer);

    protected sealed override bool ReleaseHandle()
    {
        Free(handle);
        _model.DangerousRelease();
        return true;
    }
}

internal sealed class LlamaContextHandle(nint context, LlamaModelHandle model) : LlamaModelUserHandle(context, model)
{
    protected override void Free(nint pointer) => LlamaNative.ContextFree(pointer);
}

/// <summary>A grammar reads the model's vocabulary.</summary>
internal sealed class LlamaGrammarHandle(nint grammar, LlamaModelHandle model) : LlamaModelUserHandle(grammar, model)
{
    protected override void Free(nint pointer) => LlamaNative.SamplerFree(pointer);
}
