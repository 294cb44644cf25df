using Samantha.Terminal.Input;

namespace Samantha.Terminal.Widgets.Transcripts;

/// <summary>The search of a transcript view: typed live at its bottom, then n and N.</summary>
public sealed partial class TranscriptView
{
    private bool OnSearchInput(InputEvent input)
    {
        if (input is KeyEvent { Key: Key.Enter })
        {
            _typing = false;
            _notFound = _query.Text.Length > 0 && _found is null;
            return true;
        }

        if (!_query.Handle(input))
        {
            return false;
        }

        // Live: the nearest place above the end of what is on the screen, since people look for what went by.
        _found = null;
        _notFound = false;
        if (_query.Text.Length > 0)
        {
            Reveal(TranscriptSearch.Find(Log, _query.Text, LastVisible(), backwards: true));
        }

        return true;
    }

    private void FindNext(bool backwards)
    {
        var from = _found switch
        {
            null => LastVisible(),
            { } found when backwards => found,
            { } found => found with { Column = found.Column + _query.Text.Length },
        };
        Reveal(TranscriptSearch.Find(Log, _query.Text, from, backwards));
        _notFound = _found is null;
    }

    private void Reveal(TranscriptPlace? place)
    {
        _found = place;
        if (place is { } found)
        {
            _notFound = false;
            _scroll.Reveal(found);
        }
    }

    private TranscriptPlace LastVisible()
    {
        _scroll.Settle();
        var last = _scroll.RowAt(_scroll.PageRows - 1);
        return last is { } row ? new TranscriptPlace(row.Line, int.MaxValue) : new TranscriptPlace(Log.EndNumber, int.MaxValue);
    }
}
