using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Samantha.Chains.Evidence;

/// <summary>
/// Evidence as bytes and back: for a token with 10 candidates 180 bytes with three stages, 260 with seven. Names of stages and bytes
/// of tokens stand once in each block. Extend-only: another layout gets another first byte.
/// </summary>
public static class EvidenceCodec
{
    private const byte Version = 1;
    private const int ItemsMax = 1_000_000;

    public static EvidenceBlock Write(IReadOnlyList<TokenEvidence> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.Count is 0 or > EvidenceBlock.TokensMax)
        {
            throw new ArgumentException($"a block holds 1 to {EvidenceBlock.TokensMax} tokens, not {tokens.Count}", nameof(tokens));
        }

        List<string> names = [.. tokens.SelectMany(t => t.Stages).Select(s => s.Name).Distinct(StringComparer.Ordinal)];
        Dictionary<int, ImmutableArray<byte>> texts = [];
        foreach (EvidenceCandidate candidate in tokens.SelectMany(token => token.Candidates))
        {
            texts.TryAdd(candidate.Token, candidate.Bytes);
        }

        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Version);
        writer.Write7BitEncodedInt(names.Count);
        names.ForEach(writer.Write);
        writer.Write7BitEncodedInt(texts.Count);
        foreach ((int token, ImmutableArray<byte> text) in texts)
        {
            writer.Write7BitEncodedInt(token);
            writer.Write7BitEncodedInt(text.Length);
            writer.Write(text.AsSpan());
        }

        writer.Write7BitEncodedInt(tokens.Count);
        foreach (TokenEvidence token in tokens)
        {
            WriteToken(writer, token, names);
        }

        writer.Flush();
        return new EvidenceBlock(tokens[0].Index, tokens.Count, ImmutableCollectionsMarshal.AsImmutableArray(bytes.ToArray()));
    }

    /// <exception cref="FormatException">The bytes are no evidence, or of a newer version.</exception>
    public static ImmutableArray<TokenEvidence> Read(ImmutableArray<byte> data)
    {
        byte[] bytes = ImmutableCollectionsMarshal.AsArray(data) ?? [];
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        try
        {
            byte version = reader.ReadByte();
            if (version != Version)
            {
                throw new FormatException($"The evidence has layout {version}; this version reads {Version}.");
            }

            string[] names = [.. Repeat(reader, () => reader.ReadString())];
            Dictionary<int, ImmutableArray<byte>> texts = [];
            foreach ((int token, ImmutableArray<byte> text) in Repeat(reader, () =>
                (reader.Read7BitEncodedInt(), ImmutableCollectionsMarshal.AsImmutableArray(ReadBytes(reader)))))
            {
                texts[token] = text;
            }

            return [.. Repeat(reader, () => ReadToken(reader, names, texts))];
        }
        catch (Exception problem) when (problem is IOException or ArgumentException or IndexOutOfRangeException
            or KeyNotFoundException or OverflowException)
        {
            throw new FormatException($"The evidence is damaged: {problem.Message}", problem);
        }
    }

    private static void WriteToken(BinaryWriter writer, TokenEvidence token, List<string> names)
    {
        writer.Write7BitEncodedInt(token.Index);
        writer.Write7BitEncodedInt(token.Token);
        writer.Write7BitEncodedInt(token.Rank);
        writer.Write((byte)((token.EndsTurn ? 1 : 0) | (token.Given ? 2 : 0)));
        writer.Write((float)token.Ms);
        writer.Write7BitEncodedInt(token.Stages.Length);
        foreach (EvidenceStage stage in token.Stages)
        {
            bool isPlain = stage.Temperature == 1;
            writer.Write7BitEncodedInt(names.IndexOf(stage.Name));
            writer.Write((byte)((stage.ChangesLogits ? 1 : 0) | (isPlain ? 0 : 2)));
            writer.Write7BitEncodedInt(stage.Count);
            writer.Write(stage.Best);
            writer.Write(stage.Sum);
            writer.Write((float)stage.EntropyBits);
            if (!isPlain)
            {
                writer.Write(stage.Temperature);
            }
        }

        writer.Write7BitEncodedInt(token.Candidates.Length);
        foreach (EvidenceCandidate candidate in token.Candidates)
        {
            writer.Write7BitEncodedInt(candidate.Token);
            writer.Write((sbyte)candidate.RemovedBy);

            // Mostly a penalty leaves a candidate as it is: then one logit stands for all.
            bool isOne = candidate.Logits.All(logit => logit.Equals(candidate.Logits[0]));
            writer.Write((byte)(isOne ? 1 : candidate.Logits.Length));
            foreach (float logit in isOne ? candidate.Logits[..1] : candidate.Logits)
            {
                writer.Write(logit);
            }
        }
    }

    private static TokenEvidence ReadToken(BinaryReader reader, string[] names, Dictionary<int, ImmutableArray<byte>> texts)
    {
        int index = reader.Read7BitEncodedInt();
        int token = reader.Read7BitEncodedInt();
        int rank = reader.Read7BitEncodedInt();
        byte flags = reader.ReadByte();
        float ms = reader.ReadSingle();
        ImmutableArray<EvidenceStage> stages = [.. Repeat(reader, () => ReadStage(reader, names))];
        int scores = stages.Count(stage => stage.ChangesLogits);
        ImmutableArray<EvidenceCandidate> candidates = [.. Repeat(reader, () => ReadCandidate(reader, texts, scores))];
        if (stages.IsEmpty || !candidates.Any(candidate => candidate.Token == token))
        {
            throw new FormatException($"The evidence of token {index} is not complete.");
        }

        return new TokenEvidence(index, token, rank, (flags & 1) != 0, (flags & 2) != 0, ms, stages, candidates);
    }

    private static EvidenceStage ReadStage(BinaryReader reader, string[] names)
    {
        string name = names[reader.Read7BitEncodedInt()];
        byte flags = reader.ReadByte();
        return new EvidenceStage(
            name,
            reader.Read7BitEncodedInt(),
            reader.ReadSingle(),
            reader.ReadDouble(),
            EntropyBits: reader.ReadSingle(),
            Temperature: (flags & 2) != 0 ? reader.ReadDouble() : 1,
            ChangesLogits: (flags & 1) != 0);
    }

    private static EvidenceCandidate ReadCandidate(
        BinaryReader reader, Dictionary<int, ImmutableArray<byte>> texts, int scores)
    {
        int token = reader.Read7BitEncodedInt();
        int removedBy = reader.ReadSByte();
        int written = reader.ReadByte();
        float[] logits = new float[Math.Max(1, scores)];
        for (int i = 0; i < logits.Length; i++)
        {
            logits[i] = i < written ? reader.ReadSingle() : logits[0];
        }

        return new EvidenceCandidate(token, texts[token], [.. logits], removedBy);
    }

    private static IEnumerable<T> Repeat<T>(BinaryReader reader, Func<T> read)
    {
        int count = reader.Read7BitEncodedInt();
        if (count is < 0 or > ItemsMax)
        {
            throw new FormatException($"The evidence is damaged: it claims {count} items.");
        }

        for (int i = 0; i < count; i++)
        {
            yield return read();
        }
    }

    private static byte[] ReadBytes(BinaryReader reader)
    {
        int length = reader.Read7BitEncodedInt();
        byte[] bytes = length is >= 0 and <= ItemsMax ? reader.ReadBytes(length) : [];
        return bytes.Length == length ? bytes : throw new EndOfStreamException("it ends in the middle of a token");
    }
}
