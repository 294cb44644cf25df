using System.Collections.Immutable;
using System.Text;

namespace Samantha.Sandbox.Running;

/// <summary>
/// Turns the bytes of both streams into text in the order of arrival and stops at the limit. A character cut between two pieces
/// is put together. Used from one thread.
/// </summary>
internal sealed class OutputCollector(long limitBytes, Action<SandboxOutput>? onOutput)
{
    /// <summary>
    /// What a change from one stream to the other costs of the limit: so the number of pieces is bounded by it too.
    /// </summary>
    private const int ChangeBytes = 64;

    private readonly List<(bool IsError, StringBuilder Text)> _parts = [];
    private readonly Decoder _stdout = new UTF8Encoding(false, false).GetDecoder();
    private readonly Decoder _stderr = new UTF8Encoding(false, false).GetDecoder();
    private long _left = limitBytes;

    public bool IsCut { get; private set; }

    /// <returns>False when the limit is reached: what comes now is dropped.</returns>
    public bool Add(bool isError, ReadOnlySpan<byte> bytes)
    {
        if (_parts.Count > 0 && _parts[^1].IsError != isError)
        {
            _left = Math.Max(0, _left - ChangeBytes);
        }

        int taken = (int)Math.Min(_left, bytes.Length);
        _left -= taken;
        IsCut |= taken < bytes.Length;
        Decode(isError, bytes[..taken], flush: false);
        return !IsCut;
    }

    /// <summary>All of it, after the last piece; neighbours are of different streams.</summary>
    public ImmutableArray<SandboxOutput> Finish()
    {
        Decode(false, [], flush: true);
        Decode(true, [], flush: true);
        return [.. _parts.Select(part => new SandboxOutput(part.IsError, part.Text.ToString()))];
    }

    private void Decode(bool isError, ReadOnlySpan<byte> bytes, bool flush)
    {
        Decoder decoder = isError ? _stderr : _stdout;
        char[] text = new char[bytes.Length + 4];
        int count = decoder.GetChars(bytes, text, flush);
        if (count == 0)
        {
            return;
        }

        if (_parts.Count == 0 || _parts[^1].IsError != isError)
        {
            _parts.Add((isError, new StringBuilder()));
        }

        _parts[^1].Text.Append(text, 0, count);
        try
        {
            onOutput?.Invoke(new SandboxOutput(isError, new string(text, 0, count)));
        }
        catch (Exception)
        {
            // A listener that fails must not change what the run's outcome is.
        }
    }
}
