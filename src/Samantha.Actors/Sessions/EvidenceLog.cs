using System.Collections.Immutable;
using Samantha.Actors.Journal;
using Samantha.Chains.Evidence;

namespace Samantha.Actors.Sessions;

/// <summary>
/// The evidence of a running step, made into blocks as it comes, so that a long response costs bytes and not objects. Plain data
/// for one owner.
/// </summary>
internal sealed class EvidenceLog
{
    private readonly List<TokenEvidence> _open = [];
    private readonly ImmutableArray<EvidenceBlock>.Builder _blocks = ImmutableArray.CreateBuilder<EvidenceBlock>();

    public void Add(ImmutableArray<TokenEvidence> tokens)
    {
        foreach (TokenEvidence token in tokens)
        {
            _open.Add(token);
            if (_open.Count == EvidenceBlock.TokensMax)
            {
                Close();
            }
        }
    }

    public ImmutableArray<EvidenceRow> Rows(string stepId, int attempt)
    {
        Close();
        return [.. _blocks.Select(block => new EvidenceRow(stepId, attempt, block))];
    }

    private void Close()
    {
        if (_open.Count > 0)
        {
            _blocks.Add(EvidenceCodec.Write(_open));
            _open.Clear();
        }
    }
}
