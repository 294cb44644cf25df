using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Samantha.Engine.Protocol;

namespace Samantha.Engine.Native;

/// <summary>
/// A loaded model file. Decode thread only. Loading explains a failure with the library's own error lines and can be
/// ended through the abort flag.
/// </summary>
internal sealed unsafe class LlamaModel : IDisposable
{
    private const int TemplateCharsMax = 1024 * 1024;

    private LlamaModel(LlamaModelHandle handle, bool vocabularyOnly)
    {
        Handle = handle;
        VocabularyOnly = vocabularyOnly;
        Vocabulary = new LlamaVocabulary(handle);
        Metadata = ReadMetadata();
    }

    public LlamaModelHandle Handle { get; }

    public bool VocabularyOnly { get; }

    public LlamaVocabulary Vocabulary { get; }

    public ImmutableSortedDictionary<string, string> Metadata { get; }

    public int TrainedContextTokens => LlamaNative.ModelTrainedContext(Handle.Pointer);

    public long Parameters => (long)LlamaNative.ModelParameters(Handle.Pointer);

    public long SizeBytes => (long)LlamaNative.ModelSize(Handle.Pointer);

    /// <summary>True for a model with an encoder or without a decoder, which this engine cannot drive.</summary>
    public bool IsNotDecoderOnly =>
        LlamaNative.ModelHasEncoder(Handle.Pointer) != 0 || LlamaNative.ModelHasDecoder(Handle.Pointer) == 0;

    /// <summary>The library's one-line description, such as "llama 2.47 M Q8_0".</summary>
    public string Description
    {
        get
        {
            byte* buffer = stackalloc byte[256];
            buffer[0] = 0;
            _ = LlamaNative.ModelDescription(Handle.Pointer, buffer, 256);
            return NativeText.Read(buffer);
        }
    }

    /// <summary>The chat template of the file; null when it has none or an unreasonably long one.</summary>
    public string? ChatTemplate
    {
        get
        {
            string template = NativeText.Read(LlamaNative.ModelChatTemplate(Handle.Pointer, null));
            return template.Length is 0 or > TemplateCharsMax ? null : template;
        }
    }

    /// <param name="path">The file.</param>
    /// <param name="vocabularyOnly">Loads no weights.</param>
    /// <param name="abort">Ends the load when it is set.</param>
    /// <param name="onProgress">Called on this thread with 0 to 1; must not throw.</param>
    /// <exception cref="EngineFailedException">LoadFailed with the library's reason.</exception>
    public static LlamaModel Load(string path, bool vocabularyOnly, AbortFlag abort, Action<float> onProgress)
    {
        LlamaModelParams parameters = LlamaNative.ModelDefaults();
        parameters.VocabOnly = vocabularyOnly ? (byte)1 : (byte)0;
        ProgressState state = new(abort, onProgress);
        GCHandle pinned = GCHandle.Alloc(state);
        try
        {
            parameters.ProgressCallback = &OnProgress;
            parameters.ProgressUserData = GCHandle.ToIntPtr(pinned);
            LlamaLog.ClearErrors();
            nint model;
            fixed (byte* file = NativeText.ToCString(path))
            {
                model = LlamaNative.ModelLoad(file, parameters);
            }

            string[] errors = LlamaLog.TakeErrors();
            if (model == 0)
            {
                throw abort.IsSet
                    ? new EngineFailedException(EngineFailureKind.Cancelled, "the load was cancelled")
                    : new EngineFailedException(EngineFailureKind.LoadFailed, LoadErrors.Explain(path, errors));
            }

            return new LlamaModel(new LlamaModelHandle(model), vocabularyOnly);
        }
        finally
        {
            pinned.Free();
        }
    }

    public void Dispose() => Handle.Dispose();

    private ImmutableSortedDictionary<string, string> ReadMetadata()
    {
        ImmutableSortedDictionary<string, string>.Builder entries =
            ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        byte[] buffer = new byte[(EngineProtocol.MetadataValueCharsMax * 3) + 1];
        int count = Math.Min(LlamaNative.ModelMetaCount(Handle.Pointer), EngineProtocol.MetadataEntriesMax);
        fixed (byte* into = buffer)
        {
            for (int i = 0; i < count; i++)
            {
                into[0] = 0;
                _ = LlamaNative.ModelMetaKey(Handle.Pointer, i, into, (nuint)buffer.Length);
                string key = NativeText.Read(into);
                into[0] = 0;
                int length = LlamaNative.ModelMetaValue(Handle.Pointer, i, into, (nuint)buffer.Length);
                string value = Encoding.UTF8.GetString(buffer, 0, Math.Clamp(length, 0, buffer.Length - 1));
                bool whole = value.Length <= EngineProtocol.MetadataValueCharsMax && length < buffer.Length;
                int kept = Math.Min(value.Length, EngineProtocol.MetadataValueCharsMax);
                entries[key] = whole ? value : WellFormedText.From(value[..kept]) + "…";
            }
        }

        return entries.ToImmutable();
    }

    [UnmanagedCallersOnly]
    private static byte OnProgress(float fraction, nint userData)
    {
        try
        {
            ProgressState state = (ProgressState)GCHandle.FromIntPtr(userData).Target!;
            state.OnProgress(fraction);
            return state.Abort.IsSet ? (byte)0 : (byte)1;
        }
        catch (Exception)
        {
            // An exception must not cross native frames; ending the load is the safe answer.
            return 0;
        }
    }

    private sealed record ProgressState(AbortFlag Abort, Action<float> OnProgress);
}
