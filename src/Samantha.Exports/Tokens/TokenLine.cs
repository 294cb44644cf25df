using System.Text.Json;
using Samantha.Chains.Evidence;
using Samantha.Chains.Plans;

namespace Samantha.Exports.Tokens;

/// <summary>One token with its evidence as members of a JSON object.</summary>
public static class TokenLine
{
    public static void WriteTo(Utf8JsonWriter json, StepPosition position, int attempt, TokenEvidence token)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(token);
        json.WriteString("position", position.StepId);
        json.WriteNumber("attempt", attempt);
        json.WriteNumber("index", token.Index);
        json.WriteNumber("token", token.Token);
        json.WriteString("text", token.Chosen.Text);
        json.WriteString("bytes", Convert.ToHexStringLower(token.Chosen.Bytes.AsSpan()));
        json.WriteBoolean("endsTurn", token.EndsTurn);
        json.WriteBoolean("given", token.Given);
        json.WriteNumber("rank", token.Rank);
        Number(json, "logit", token.Logit);
        Number(json, "probability", token.Probability);
        Number(json, "drawnProbability", token.DrawnProbability);
        Number(json, "entropyBits", token.EntropyBits);
        Number(json, "ms", Math.Round(token.Ms, 3));
        json.WriteStartArray("stages");
        for (int i = 0; i < token.Stages.Length; i++)
        {
            EvidenceStage stage = token.Stages[i];
            json.WriteStartObject();
            json.WriteString("name", stage.Name);
            json.WriteNumber("candidates", stage.Count);
            Number(json, "entropyBits", stage.EntropyBits);
            Number(json, "temperature", stage.Temperature);
            Number(json, "massNotShown", token.MassNotShown(i));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("candidates");
        foreach (EvidenceCandidate candidate in token.Candidates)
        {
            WriteCandidate(json, token, candidate);
        }

        json.WriteEndArray();
    }

    private static void WriteCandidate(Utf8JsonWriter json, TokenEvidence token, EvidenceCandidate candidate)
    {
        json.WriteStartObject();
        json.WriteNumber("token", candidate.Token);
        json.WriteString("text", candidate.Text);
        json.WriteString("bytes", Convert.ToHexStringLower(candidate.Bytes.AsSpan()));
        if (candidate.RemovedBy >= 0)
        {
            json.WriteString("removedBy", token.Stages[candidate.RemovedBy].Name);
        }

        json.WriteStartArray("logits");
        for (int i = 0; i < token.Stages.Length; i++)
        {
            Value(json, token.LogitAt(candidate, i));
        }

        json.WriteEndArray();
        json.WriteStartArray("probabilities");
        for (int i = 0; i < token.Stages.Length; i++)
        {
            Value(json, token.ProbabilityAt(candidate, i));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        Value(json, value);
    }

    // A damaged model's infinity is no JSON number.
    private static void Value(Utf8JsonWriter json, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
