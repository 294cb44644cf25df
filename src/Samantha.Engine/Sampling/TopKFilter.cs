using System.Numerics;

namespace Samantha.Engine.Sampling;

/// <summary>Keeps the k candidates with the highest logits (equal ones: the lowest token ids).</summary>
public static class TopKFilter
{
    /// <summary>k of 0 or less is off. Leaves the list sorted when it is on.</summary>
    public static void Apply(CandidateList candidates, int k)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (k <= 0 || candidates.Count <= 1)
        {
            return;
        }

        candidates.SortByLogit();
        candidates.KeepFirst(k);
    }

    /// <summary>
    /// The same result straight from the logits of a whole vocabulary, in one pass: a heap holds the best k so far, and
    /// vectors without any logit above the worst of them are skipped.
    /// </summary>
    public static void Select(ReadOnlySpan<float> logits, int k, CandidateList target)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Min(k, logits.Length), target.Capacity);
        Span<int> tokens = target.TokenItems[..Math.Min(k, logits.Length)];
        Span<float> values = target.LogitItems[..tokens.Length];
        int token = 0;
        int count = 0;
        for (; token < logits.Length && count < tokens.Length; token++)
        {
            if (logits[token] > float.NegativeInfinity)
            {
                tokens[count] = token;
                values[count] = Math.Min(logits[token], float.MaxValue);
                count++;
            }
        }

        if (count == tokens.Length && count > 0)
        {
            Scan(logits, token, tokens, values);
        }

        target.SetCount(count, sorted: false);
        target.SortByLogit();
    }

    private static void Scan(ReadOnlySpan<float> logits, int start, Span<int> tokens, Span<float> values)
    {
        for (int i = (tokens.Length / 2) - 1; i >= 0; i--)
        {
            SinkDown(tokens, values, i);
        }

        int width = Vector<float>.Count;
        Vector<float> worst = new(values[0]);
        int token = start;
        for (; token + width <= logits.Length; token += width)
        {
            // False for NaN too, so those never come in.
            if (Vector.GreaterThanAny(new Vector<float>(logits[token..]), worst))
            {
                for (int i = token; i < token + width; i++)
                {
                    Offer(logits[i], i, tokens, values);
                }

                worst = new Vector<float>(values[0]);
            }
        }

        for (; token < logits.Length; token++)
        {
            Offer(logits[token], token, tokens, values);
        }
    }

    private static void Offer(float logit, int token, Span<int> tokens, Span<float> values)
    {
        float value = Math.Min(logit, float.MaxValue);
        if (value > values[0])
        {
            values[0] = value;
            tokens[0] = token;
            SinkDown(tokens, values, 0);
        }
    }

    /// <summary>
    /// Restores the heap below an index; its root is the worst: lowest logit and, among equal ones, highest token.
    /// </summary>
    private static void SinkDown(Span<int> tokens, Span<float> values, int index)
    {
        float value = values[index];
        int token = tokens[index];
        int parent = index;
        while (true)
        {
            int child = (2 * parent) + 1;
            if (child >= values.Length)
            {
                break;
            }

            int right = child + 1;
            if (right < values.Length && IsWorse(values[right], tokens[right], values[child], tokens[child]))
            {
                child = right;
            }

            if (!IsWorse(values[child], tokens[child], value, token))
            {
                break;
            }

            values[parent] = values[child];
            tokens[parent] = tokens[child];
            parent = child;
        }

        values[parent] = value;
        tokens[parent] = token;
    }

    private static bool IsWorse(float value, int token, float otherValue, int otherToken) =>
        value < otherValue || (value == otherValue && token > otherToken);
}
