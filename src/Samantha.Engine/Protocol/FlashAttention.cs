namespace Samantha.Engine.Protocol;

/// <summary>
/// Whether attention uses the fused kernel. Auto: see <c>Native/EngineTuning.cs</c>, with the figures behind it.
/// </summary>
public enum FlashAttention
{
    Auto,
    On,
    Off,
}
