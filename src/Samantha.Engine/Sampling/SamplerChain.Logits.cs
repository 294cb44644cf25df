namespace Samantha.Engine.Sampling;

/// <summary>The part of the chain that changes logits, for every token of the vocabulary.</summary>
public sealed partial class SamplerChain
{
    private static readonly string[] s_logitStages =
        [SamplerStageNames.LogitBias, SamplerStageNames.Penalties, SamplerStageNames.Dry, SamplerStageNames.Grammar];

    private ReadOnlySpan<float> Change(ReadOnlySpan<float> logits, SamplerTrace? trace)
    {
        if (_changed.Length == 0)
        {
            return logits;
        }

        logits.CopyTo(_changed);
        foreach (string stage in s_logitStages)
        {
            if (ChangeBy(stage))
            {
                trace?.Scored(stage, _changed);
            }
        }

        return _changed;
    }

    // The raw one comes first. Only for a token that was drawn from beyond the followed ones, which is rare.
    private float[] ScoresOf(int token, ReadOnlySpan<float> logits)
    {
        List<float> scores = [logits[token]];
        if (_changed.Length > 0)
        {
            logits.CopyTo(_changed);
            foreach (string stage in s_logitStages)
            {
                if (ChangeBy(stage))
                {
                    scores.Add(_changed[token]);
                }
            }
        }

        return [.. scores];
    }

    /// <summary>False when the settings leave this stage out.</summary>
    private bool ChangeBy(string stage)
    {
        switch (stage)
        {
            case SamplerStageNames.LogitBias when _vocabulary.Biases.Count > 0:
                foreach ((int token, double bias) in _vocabulary.Biases)
                {
                    _changed[token] = (float)(_changed[token] + bias);
                }

                return true;
            case SamplerStageNames.Penalties when HasPenalties(Settings):
                _window.Apply(_changed, Settings.RepeatPenalty, Settings.FrequencyPenalty, Settings.PresencePenalty);
                return true;
            case SamplerStageNames.Dry when _dry is not null:
                _dry.Apply(_changed);
                return true;
            case SamplerStageNames.Grammar when _constraint is not null:
                _constraint.Apply(_changed);
                return true;
            default:
                return false;
        }
    }
}
