using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Samantha.Engine.Native;

/// <summary>
/// The functions of llama.h that the engine calls, as they are. Nothing here checks its arguments: many of these calls
/// abort the process on a bad one, so only <see cref="LlamaLibrary"/>, <see cref="LlamaModel"/>, <see cref="LlamaVocabulary"/>
/// and <see cref="LlamaContext"/> may call them.
/// </summary>
internal static unsafe partial class LlamaNative
{
    public const string Llama = "llama";
    public const string Ggml = "ggml";

    [LibraryImport(Llama, EntryPoint = "llama_version")]
    public static partial byte* Version();

    [LibraryImport(Llama, EntryPoint = "llama_log_set")]
    public static partial void LogSet(delegate* unmanaged<int, byte*, nint, void> callback, nint userData);

    [LibraryImport(Llama, EntryPoint = "llama_backend_init")]
    public static partial void BackendInit();

    [LibraryImport(Ggml, EntryPoint = "ggml_backend_load_all_from_path")]
    public static partial void LoadBackends(byte* folder);

    [LibraryImport(Ggml, EntryPoint = "ggml_backend_reg_count")]
    public static partial nuint BackendCount();

    [LibraryImport(Llama, EntryPoint = "llama_supports_gpu_offload")]
    public static partial byte SupportsGpuOffload();

    [LibraryImport(Llama, EntryPoint = "llama_model_default_params")]
    public static partial LlamaModelParams ModelDefaults();

    [LibraryImport(Llama, EntryPoint = "llama_context_default_params")]
    public static partial LlamaContextParams ContextDefaults();

    [LibraryImport(Llama, EntryPoint = "llama_model_load_from_file")]
    public static partial nint ModelLoad(byte* path, LlamaModelParams parameters);

    [LibraryImport(Llama, EntryPoint = "llama_model_free")]
    public static partial void ModelFree(nint model);

    [LibraryImport(Llama, EntryPoint = "llama_model_get_vocab")]
    public static partial nint ModelVocabulary(nint model);

    [LibraryImport(Llama, EntryPoint = "llama_model_n_ctx_train")]
    public static partial int ModelTrainedContext(nint model);

    [LibraryImport(Llama, EntryPoint = "llama_model_n_params")]
    public static partial ulong ModelParameters(nint model);

    [LibraryImport(Llama, EntryPoint = "llama_model_size")]
    public static partial ulong ModelSize(nint model);

    [LibraryImport(Llama, EntryPoint = "llama_model_desc")]
    public static partial int ModelDescription(nint model, byte* buffer, nuint size);

    [LibraryImport(Llama, EntryPoint = "llama_model_has_encoder")]
    public static partial byte ModelHasEncoder(nint model);

    [LibraryImport(Llama, EntryPoint = "llama_model_has_decoder")]
    public static partial byte ModelHasDecoder(nint model);

    [LibraryImport(Llama, EntryPoint = "llama_model_meta_count")]
    public static partial int ModelMetaCount(nint model);

    [LibraryImport(Llama, EntryPoint = "llama_model_meta_key_by_index")]
    public static partial int ModelMetaKey(nint model, int index, byte* buffer, nuint size);

    [LibraryImport(Llama, EntryPoint = "llama_model_meta_val_str_by_index")]
    public static partial int ModelMetaValue(nint model, int index, byte* buffer, nuint size);

    [LibraryImport(Llama, EntryPoint = "llama_model_chat_template")]
    public static partial byte* ModelChatTemplate(nint model, byte* name);

    [LibraryImport(Llama, EntryPoint = "llama_chat_apply_template")]
    public static partial int ApplyTemplate(
        byte* template, LlamaChatMessage* messages, nuint count, byte addAssistant, byte* buffer, int length);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_type")]
    public static partial int VocabularyType(nint vocabulary);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_n_tokens")]
    public static partial int VocabularyTokens(nint vocabulary);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_bos")]
    public static partial int VocabularyBos(nint vocabulary);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_eos")]
    public static partial int VocabularyEos(nint vocabulary);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_eot")]
    public static partial int VocabularyEot(nint vocabulary);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_get_add_bos")]
    public static partial byte VocabularyAddsBos(nint vocabulary);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_get_attr")]
    public static partial int TokenAttributes(nint vocabulary, int token);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_is_eog")]
    public static partial byte TokenEndsGeneration(nint vocabulary, int token);

    [LibraryImport(Llama, EntryPoint = "llama_tokenize")]
    public static partial int Tokenize(
        nint vocabulary, byte* text, int textBytes, int* tokens, int tokensMax, byte addSpecial, byte parseSpecial);

    [LibraryImport(Llama, EntryPoint = "llama_token_to_piece")]
    public static partial int TokenToPiece(nint vocabulary, int token, byte* buffer, int length, int leftStrip, byte special);

    [LibraryImport(Llama, EntryPoint = "llama_init_from_model")]
    public static partial nint ContextCreate(nint model, LlamaContextParams parameters);

    [LibraryImport(Llama, EntryPoint = "llama_free")]
    public static partial void ContextFree(nint context);

    [LibraryImport(Llama, EntryPoint = "llama_n_ctx")]
    public static partial uint ContextTokens(nint context);

    [LibraryImport(Llama, EntryPoint = "llama_n_batch")]
    public static partial uint ContextBatch(nint context);

    [LibraryImport(Llama, EntryPoint = "llama_n_ubatch")]
    public static partial uint ContextMicroBatch(nint context);

    [LibraryImport(Llama, EntryPoint = "llama_set_n_threads")]
    public static partial void SetThreads(nint context, int threads, int batchThreads);

    [LibraryImport(Llama, EntryPoint = "llama_get_memory")]
    public static partial nint ContextMemory(nint context);

    [LibraryImport(Llama, EntryPoint = "llama_memory_clear")]
    public static partial void MemoryClear(nint memory, byte data);

    [LibraryImport(Llama, EntryPoint = "llama_memory_seq_rm")]
    public static partial byte MemoryRemove(nint memory, int sequence, int from, int to);

    [LibraryImport(Llama, EntryPoint = "llama_memory_seq_pos_max")]
    public static partial int MemoryLastPosition(nint memory, int sequence);

    [LibraryImport(Llama, EntryPoint = "llama_decode")]
    public static partial int Decode(nint context, LlamaBatch batch);

    [LibraryImport(Llama, EntryPoint = "llama_get_logits_ith")]
    public static partial float* Logits(nint context, int index);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_init_grammar")]
    public static partial nint GrammarCreate(nint vocabulary, byte* grammar, byte* root);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_clone")]
    public static partial nint SamplerClone(nint sampler);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_apply")]
    public static partial void SamplerApply(nint sampler, LlamaTokenDataArray* candidates);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_accept")]
    public static partial void SamplerAccept(nint sampler, int token);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_free")]
    public static partial void SamplerFree(nint sampler);
}
