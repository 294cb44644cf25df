using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;

namespace Samantha.Engine.Native;

/// <summary>
/// Loads llama.cpp once per process from one absolute folder and refuses a library whose version or defaults are not the
/// ones that the struct layouts were verified for. Only the engine process may use it.
/// </summary>
internal sealed unsafe partial class LlamaLibrary
{
    private const int FlashAuto = -1;
    private const int TypeF16 = 1;

    private static readonly Lock Gate = new();
    private static LibraryFiles? s_files;
    private static LlamaLibrary? s_loaded;

    private LlamaLibrary(string version, string cpuVariant, bool hasGpu)
    {
        Version = version;
        CpuVariant = cpuVariant;
        HasGpu = hasGpu;
    }

    public string Version { get; }

    /// <summary>The processor build that ggml chose, such as "haswell".</summary>
    public string CpuVariant { get; }

    public bool HasGpu { get; }

    /// <summary>The library, loaded from the folder on the first call. A second folder in one process is refused.</summary>
    public static LlamaLibrary Load(string folder)
    {
        lock (Gate)
        {
            if (s_loaded is not null)
            {
                return s_files!.Folder == Path.GetFullPath(folder)
                    ? s_loaded
                    : throw Missing($"the engine already runs with the libraries of {s_files.Folder}");
            }

            LibraryFiles files = LibraryFiles.Locate(folder)
                ?? throw Missing($"no llama.cpp 0.4 or 0.5 libraries in {folder} (expected {LibraryFiles.Example})");
            if (s_files is null)
            {
                s_files = files;
                NativeLibrary.SetDllImportResolver(typeof(LlamaLibrary).Assembly, Resolve);
            }

            return s_loaded = Start(files);
        }
    }

    private static LlamaLibrary Start(LibraryFiles files)
    {
        string version;
        string? cpuVariant = null;
        try
        {
            LlamaLog.Install();
            version = NativeText.Read(LlamaNative.Version());
        }
        catch (Exception problem) when (problem is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw Missing($"{files.Llama} cannot be loaded: {problem.Message}", problem);
        }

        CheckVersion(version);
        Action<EngineLogLine>? sink = LlamaLog.Sink;
        LlamaLog.Sink = line =>
        {
            Match match = CpuBackend().Match(line.Text);
            cpuVariant ??= match.Success ? match.Groups[1].Value : null;
            sink?.Invoke(line);
        };
        fixed (byte* folder = NativeText.ToCString(files.Folder))
        {
            LlamaNative.LoadBackends(folder);
        }

        LlamaLog.Sink = sink;
        if (LlamaNative.BackendCount() == 0)
        {
            throw Missing($"no processor backend (libggml-cpu-*) in {files.Folder} suits this machine");
        }

        LlamaNative.BackendInit();
        return new LlamaLibrary(version, cpuVariant ?? "default", LlamaNative.SupportsGpuOffload() != 0);
    }

    private static void CheckVersion(string version)
    {
        if (!LibraryFiles.IsKnownVersion(version))
        {
            throw Missing($"llama.cpp {version} is not supported: this binding knows 0.4 and 0.5");
        }

        LlamaContextParams context = LlamaNative.ContextDefaults();
        LlamaModelParams model = LlamaNative.ModelDefaults();
        bool asKnown = context is
        {
            ContextTokens: 512, BatchTokens: 2048, MicroBatchTokens: 512, SequencesMax: 1, FlashAttentionType: FlashAuto,
            TypeK: TypeF16, TypeV: TypeF16, OffloadKqv: 1, NoPerf: 1, OpOffload: 1, SwaFull: 1, KvUnified: 0,
        } && model is
        {
            GpuLayers: -1, SplitMode: 1, LoadMode: -1, LazyMode: 1, UseExtraBuffers: 1, VocabOnly: 0, CheckTensors: 0,
        };
        if (!asKnown)
        {
            throw Missing($"llama.cpp {version} has other parameter layouts than this binding knows; install the pinned version");
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name switch
    {
        LlamaNative.Llama => NativeLibrary.Load(s_files!.Llama),
        LlamaNative.Ggml => NativeLibrary.Load(s_files!.Ggml),
        _ => 0,
    };

    private static EngineFailedException Missing(string message, Exception? inner = null) =>
        new(EngineFailureKind.LibraryMissing, message, inner);

    [GeneratedRegex(@"(?:lib)?ggml-cpu-([A-Za-z0-9_]+)\.(?:so|dylib|dll)")]
    private static partial Regex CpuBackend();
}
