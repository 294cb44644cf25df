using Samantha.Engine.Protocol;

namespace Samantha.Engine.Native;

/// <summary>The settings of a context, chosen by plain rules from the request, the model and the machine. Pure.</summary>
internal sealed record EngineTuning(
    int ContextTokens, int BatchTokens, int MicroBatchTokens, int Threads, int BatchThreads, bool FlashAttention)
{
    /// <summary>As fast as 512 in prompt evaluation, and a quarter of the wait for progress, cancel and prefix reuse.</summary>
    public const int MicroBatchDefault = 128;

    public const int MicroBatchMax = 4096;

    /// <summary>A file that does not say its trained length gets this much.</summary>
    public const int ContextFallbackTokens = 4096;

    /// <summary>
    /// Below this many weights one thread is used: a second one has too little to do between two barriers. A model of 260 K
    /// weights was as fast with one thread as with two (about 1,600 tokens per second). The border itself is a choice, not
    /// a measurement: no model between that one and 495 M was tried.
    /// </summary>
    private const long OneThreadParameters = 50_000_000;

    /// <summary>Machines of up to this many logical processors use all of them; larger ones their physical cores.</summary>
    private const int SmallMachineProcessors = 4;

    /// <summary>
    /// Unfused attention keeps a score matrix of this size at most; beyond it the fused kernel saves the memory.
    /// </summary>
    private const long ScoreMatrixBytesMax = 256L * 1024 * 1024;

    /// <param name="request">What was asked for; zeros are filled in.</param>
    /// <param name="model">Size and shape.</param>
    /// <param name="machine">Processors and GPU.</param>
    public static EngineTuning Choose(LoadRequest request, ModelShape model, MachineShape machine)
    {
        int context = request.ContextTokens > 0 ? request.ContextTokens
            : model.TrainedContextTokens > 0 ? model.TrainedContextTokens : ContextFallbackTokens;
        int microBatch = request.MicroBatchTokens > 0 ? request.MicroBatchTokens : MicroBatchDefault;
        microBatch = Math.Clamp(microBatch, 1, MicroBatchMax);
        int batch = Math.Clamp(request.BatchTokens, microBatch, MicroBatchMax);
        int threads = ThreadsFor(request.Threads, model, machine);
        int batchThreads = request.BatchThreads > 0 ? Math.Min(request.BatchThreads, machine.Processors) : threads;
        bool flash = UsesFlash(request.FlashAttention, context, microBatch, model, machine);
        return new EngineTuning(context, batch, microBatch, threads, batchThreads, flash);
    }

    private static int ThreadsFor(int asked, ModelShape model, MachineShape machine)
    {
        if (asked > 0)
        {
            // More threads than processors is a hundred times slower: they spin while they wait for each other.
            return Math.Min(asked, machine.Processors);
        }

        if (model.Parameters < OneThreadParameters)
        {
            return 1;
        }

        return machine.Processors <= SmallMachineProcessors
            ? machine.Processors
            : Math.Clamp(machine.PhysicalCores, SmallMachineProcessors, machine.Processors);
    }

    /// <summary>
    /// Auto on a processor: off. On a 495 M parameter model (Q8_0 and Q4_0, 2 threads of an idle machine, llama.cpp 0.5) a bare
    /// binding decoded 0.99 to 1.17 times as fast without the fused kernel at short contexts and 1.20 to 1.49 times at 1,280
    /// tokens; prompt evaluation was 0.87 to 0.98 and 0.72 to 0.90 times as fast. Responses are mostly decoding. With a GPU,
    /// or where the score matrix would be large: on.
    /// </summary>
    private static bool UsesFlash(
        FlashAttention asked, int context, int microBatch, ModelShape model, MachineShape machine) => asked switch
    {
        Protocol.FlashAttention.On => true,
        Protocol.FlashAttention.Off => false,
        _ => machine.HasGpu || (long)context * microBatch * Math.Max(1, model.Heads) * sizeof(float) > ScoreMatrixBytesMax,
    };
}
