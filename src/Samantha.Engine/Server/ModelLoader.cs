using Samantha.Engine.Gguf;
using Samantha.Engine.Native;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;
using Samantha.Engine.Templates;

namespace Samantha.Engine.Server;

/// <summary>
/// The steps of a load, in the order that refuses early: header, memory forecast, file into memory, weights, context.
/// Decode thread only.
/// </summary>
internal sealed class ModelLoader(LlamaLibrary library, AbortFlag abort, TimeProvider time, Func<long> availableBytes)
{
    private const long Mebibyte = 1024 * 1024;

    /// <exception cref="EngineFailedException">Any kind that a load can have, Cancelled included.</exception>
    public ModelSession Load(LoadRequest request, Action<LoadProgress> onProgress, CancellationToken ct)
    {
        long start = time.GetTimestamp();
        Validate(request);
        onProgress(new LoadProgress(LoadPhase.Checking, 0));
        GgufFile file = ReadHeader(request.ModelPath);
        ModelShape shape = new(file.ParameterCount, file.TrainedContextTokens, file.Heads);
        EngineTuning tuning = EngineTuning.Choose(request, shape, MachineShape.Read(library.HasGpu));
        GgufMemoryEstimate estimate = GgufMemoryEstimate.For(file, tuning.ContextTokens, tuning.MicroBatchTokens);
        if (!request.VocabularyOnly)
        {
            CheckMemory(request, tuning, estimate);
            onProgress(new LoadProgress(LoadPhase.Reading, 0));
            Warm(request.ModelPath, onProgress, ct);
        }

        onProgress(new LoadProgress(LoadPhase.Loading, 0));
        LlamaModel model = LlamaModel.Load(
            request.ModelPath, request.VocabularyOnly, abort, f => onProgress(new LoadProgress(LoadPhase.Loading, f)));
        LlamaContext? context = null;
        try
        {
            if (!request.VocabularyOnly)
            {
                RefuseForeignKinds(model);
                onProgress(new LoadProgress(LoadPhase.Allocating, 0));
                context = LlamaContext.Create(model, tuning, abort);
                onProgress(new LoadProgress(LoadPhase.Allocating, 1));
            }

            if (abort.IsSet)
            {
                throw new EngineFailedException(EngineFailureKind.Cancelled, "the load was cancelled");
            }

            ChatTemplate template = ChatTemplate.Choose(file.ChatTemplate ?? model.ChatTemplate, LlamaTemplates.Render);
            LoadedModel loaded = Describe(file, model, template, tuning, context, estimate) with
            {
                LoadMs = time.GetElapsedTime(start).TotalMilliseconds,
            };
            return new ModelSession(model, context, template, loaded, request.Threads == 0, abort, time);
        }
        catch
        {
            context?.Dispose();
            model.Dispose();
            throw;
        }
    }

    private static void Validate(LoadRequest request)
    {
        string? problem = request switch
        {
            { ModelPath: null or "" } => "no model file is named",
            { ModelPath: var path } when path.Contains('\0', StringComparison.Ordinal) =>
                "the model's file name has a NUL character",
            { ContextTokens: < 0 or > EngineProtocol.ContextTokensMax } =>
                $"a context of {request.ContextTokens} tokens is not between 0 and {EngineProtocol.ContextTokensMax}",
            { MicroBatchTokens: < 0 or > EngineTuning.MicroBatchMax } or { BatchTokens: < 0 or > EngineTuning.MicroBatchMax } =>
                $"a batch is not between 0 and {EngineTuning.MicroBatchMax} tokens",
            { Threads: < 0 } or { BatchThreads: < 0 } => "a number of threads is negative",
            _ when !Enum.IsDefined(request.FlashAttention) => "the flash attention setting is unknown",
            _ => null,
        };
        if (problem is not null)
        {
            throw new EngineFailedException(EngineFailureKind.BadRequest, problem);
        }
    }

    private static GgufFile ReadHeader(string path)
    {
        try
        {
            return GgufReader.Read(path);
        }
        catch (GgufException problem)
        {
            throw new EngineFailedException(EngineFailureKind.LoadFailed, problem.Message, problem);
        }
    }

    private void CheckMemory(LoadRequest request, EngineTuning tuning, GgufMemoryEstimate estimate)
    {
        long available = request.MemoryLimitBytes > 0 ? request.MemoryLimitBytes : availableBytes();
        if (estimate.TotalBytes <= available)
        {
            return;
        }

        long fixedBytes = estimate.WeightBytes + estimate.RepackedBytes;
        bool contextIsTheCause = fixedBytes + Mebibyte <= available;
        throw new EngineFailedException(
            contextIsTheCause ? EngineFailureKind.ContextTooLarge : EngineFailureKind.OutOfMemory,
            contextIsTheCause
                ? $"a context of {tuning.ContextTokens} tokens needs {Mebibytes(estimate.KvBytes + estimate.ComputeBytes)} MiB " +
                  $"beside {Mebibytes(fixedBytes)} MiB of weights; {Mebibytes(available)} MiB are available: " +
                  "choose a smaller context"
                : $"the model's weights need {Mebibytes(fixedBytes)} MiB; {Mebibytes(available)} MiB are available")
        {
            NeededBytes = estimate.TotalBytes,
            AvailableBytes = available,
        };
    }

    private static void Warm(string path, Action<LoadProgress> onProgress, CancellationToken ct)
    {
        try
        {
            PageCache.Warm(path, fraction => onProgress(new LoadProgress(LoadPhase.Reading, fraction)), ct);
        }
        catch (OperationCanceledException problem)
        {
            throw new EngineFailedException(EngineFailureKind.Cancelled, "the load was cancelled", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new EngineFailedException(
                EngineFailureKind.LoadFailed, $"{Path.GetFileName(path)} cannot be read: {problem.Message}", problem);
        }
    }

    private static void RefuseForeignKinds(LlamaModel model)
    {
        if (model.IsNotDecoderOnly)
        {
            throw new EngineFailedException(
                EngineFailureKind.LoadFailed,
                "this model has an encoder (embedding, translation or speech model); a text generation model is needed");
        }
    }

    private LoadedModel Describe(
        GgufFile file,
        LlamaModel model,
        ChatTemplate template,
        EngineTuning tuning,
        LlamaContext? context,
        GgufMemoryEstimate estimate)
    {
        LlamaVocabulary vocabulary = model.Vocabulary;
        int controls = Enumerable.Range(0, vocabulary.Tokens).Count(vocabulary.IsControl);
        return new LoadedModel
        {
            Name = file.Name ?? Path.GetFileNameWithoutExtension(file.Path),
            Description = model.Description is { Length: > 0 } text ? text : $"{file.Architecture} {file.FileTypeName}",
            Architecture = file.Architecture,
            ContextTokens = tuning.ContextTokens,
            TrainedContextTokens = file.TrainedContextTokens,
            VocabularyTokens = vocabulary.Tokens,
            Parameters = file.ParameterCount,
            SizeBytes = file.SizeBytes,
            MicroBatchTokens = context?.BatchTokens ?? tuning.MicroBatchTokens,
            BatchTokens = context is null ? 0 : tuning.BatchTokens,
            Sampler = SamplerChain.Description,
            Threads = tuning.Threads,
            BatchThreads = tuning.BatchThreads,
            FlashAttention = tuning.FlashAttention,
            TemplateName = template.Name,
            TemplateFallbackReason = template.FallbackReason,
            TemplateSha256 = template.Sha256,
            CpuVariant = library.CpuVariant,
            LibraryVersion = library.Version,
            LoadMs = 0,
            SpecialTokens = new SpecialTokens(
                vocabulary.Bos, vocabulary.Eos, vocabulary.Eot, vocabulary.AddsBos, vocabulary.EndOfGenerationTokens(), controls),
            ForecastBytes = estimate.TotalBytes,
            VocabularyOnly = model.VocabularyOnly,
            Metadata = model.Metadata,
        };
    }

    private static long Mebibytes(long bytes) => (bytes + Mebibyte - 1) / Mebibyte;
}
