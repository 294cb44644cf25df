using System.Runtime.InteropServices;
using Samantha.Engine.Client;
using Samantha.Engine.Sampling;
using Samantha.Engine.Tests.Client;

namespace Samantha.Engine.Tests.Sampling;

/// <summary>
/// llama.cpp's own samplers, called in the test's process: what the managed ones are compared with. Only those that need no
/// model.
/// </summary>
internal sealed unsafe class NativeSampler : IDisposable
{
    private static readonly Lazy<nint> s_library =
        new(() => NativeLibrary.Load(Directory.GetFiles(EngineLibraries.Find(Engines.Root), "libllama.v*").Single()));

    private readonly nint _sampler;

    private NativeSampler(nint sampler) => _sampler = sampler;

    public static NativeSampler TopK(int k) => new(((delegate* unmanaged<int, nint>)Export("llama_sampler_init_top_k"))(k));

    public static NativeSampler TopP(float p) =>
        new(((delegate* unmanaged<float, nuint, nint>)Export("llama_sampler_init_top_p"))(p, 1));

    public static NativeSampler MinP(float p) =>
        new(((delegate* unmanaged<float, nuint, nint>)Export("llama_sampler_init_min_p"))(p, 1));

    public static NativeSampler Typical(float p) =>
        new(((delegate* unmanaged<float, nuint, nint>)Export("llama_sampler_init_typical"))(p, 1));

    public static NativeSampler TopNSigma(float n) =>
        new(((delegate* unmanaged<float, nint>)Export("llama_sampler_init_top_n_sigma"))(n));

    public static NativeSampler Xtc(float threshold) => new(
        ((delegate* unmanaged<float, float, nuint, uint, nint>)Export("llama_sampler_init_xtc"))(1, threshold, 1, 7));

    public static NativeSampler Mirostat(int vocabularySize, float tau) => new(
        ((delegate* unmanaged<int, uint, float, float, int, nint>)Export("llama_sampler_init_mirostat"))(
            vocabularySize, 7, tau, 0.1f, 100));

    public static NativeSampler MirostatV2(float tau) => new(
        ((delegate* unmanaged<uint, float, float, nint>)Export("llama_sampler_init_mirostat_v2"))(7, tau, 0.1f));

    /// <summary>DRY without breakers, over the whole history.</summary>
    public static NativeSampler Dry(DrySettings settings) => new(
        ((delegate* unmanaged<nint, float, float, int, int, nint, nuint, nint>)Export("llama_sampler_init_dry"))(
            0, (float)settings.Multiplier, (float)settings.Base, settings.AllowedLength,
            settings.LastTokens < 0 ? 4096 : settings.LastTokens, 0, 0));

    public void Accept(int token) => ((delegate* unmanaged<nint, int, void>)Export("llama_sampler_accept"))(_sampler, token);

    /// <summary>The candidates that are left, with their logits.</summary>
    public Dictionary<int, float> Apply(ReadOnlySpan<float> logits)
    {
        Data[] candidates = new Data[logits.Length];
        for (int i = 0; i < logits.Length; i++)
        {
            candidates[i] = new Data { Id = i, Logit = logits[i] };
        }

        fixed (Data* data = candidates)
        {
            DataArray array = new() { Items = data, Size = (nuint)candidates.Length, Selected = -1 };
            ((delegate* unmanaged<nint, DataArray*, void>)Export("llama_sampler_apply"))(_sampler, &array);
            Dictionary<int, float> left = [];
            foreach (Data candidate in new ReadOnlySpan<Data>(array.Items, (int)array.Size))
            {
                if (!float.IsNegativeInfinity(candidate.Logit))
                {
                    left[candidate.Id] = candidate.Logit;
                }
            }

            return left;
        }
    }

    public void Dispose() => ((delegate* unmanaged<nint, void>)Export("llama_sampler_free"))(_sampler);

    private static nint Export(string name) => NativeLibrary.GetExport(s_library.Value, name);

    private struct Data
    {
        public int Id;
        public float Logit;
        public float Probability;
    }

    private struct DataArray
    {
        public Data* Items;
        public nuint Size;
        public long Selected;
        public byte Sorted;
    }
}
