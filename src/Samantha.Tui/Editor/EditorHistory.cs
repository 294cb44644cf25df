namespace Samantha.Tui.Editor;

/// <summary>
/// The states that the editor had, across all its fields. Changes of one field in quick succession are one step. Bounded by
/// steps and by characters; the oldest steps go first.
/// </summary>
public sealed class EditorHistory
{
    public const int StepsMax = 500;

    /// <summary>Unchanged texts are shared between steps, so this is far above what is held in memory.</summary>
    public const long CharactersMax = 64 * 1024 * 1024;

    private static readonly TimeSpan s_together = TimeSpan.FromMilliseconds(1_200);

    private readonly TimeProvider _time;
    private readonly LinkedList<Step> _past = new();
    private readonly Stack<Step> _future = new();
    private string? _field;
    private long _changedAt;

    public EditorHistory(EditorState state, TimeProvider time)
    {
        State = state;
        _time = time;
    }

    public EditorState State { get; private set; }

    public bool CanUndo => _past.Count > 0;

    public bool CanRedo => _future.Count > 0;

    /// <param name="state">What is there now.</param>
    /// <param name="field">What was changed; null: a step of its own in any case.</param>
    public void Change(EditorState state, string? field)
    {
        bool isMore = field is not null && field == _field && _past.Count > 0
            && _time.GetElapsedTime(_changedAt) < s_together;
        if (!isMore)
        {
            _past.AddLast(new Step(State, field));
            Trim();
        }

        _future.Clear();
        (State, _field, _changedAt) = (state, field, _time.GetTimestamp());
    }

    /// <summary>The same state, better understood: not a step.</summary>
    public void Amend(EditorState state) => State = state;

    /// <summary>Takes a step back and gives the field that it had changed, to be shown; null: nothing to take back.</summary>
    public Step? Undo()
    {
        if (_past.Last?.Value is not { } step)
        {
            return null;
        }

        _past.RemoveLast();
        _future.Push(new Step(State, step.Field));
        (State, _field) = (step.State, null);
        return step;
    }

    public Step? Redo()
    {
        if (!_future.TryPop(out Step? step))
        {
            return null;
        }

        _past.AddLast(new Step(State, step.Field));
        (State, _field) = (step.State, null);
        return step;
    }

    private void Trim()
    {
        long characters = _past.Sum(step => step.State.Characters);
        while (_past.Count > 1 && (_past.Count > StepsMax || characters > CharactersMax))
        {
            characters -= _past.First!.Value.State.Characters;
            _past.RemoveFirst();
        }
    }

    /// <summary>A state, and the field whose change led away from it.</summary>
    public sealed record Step(EditorState State, string? Field);
}
