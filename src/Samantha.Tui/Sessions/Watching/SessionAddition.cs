using System.Collections.Immutable;
using Samantha.Actors.Control;
using Samantha.Actors.Journal;
using Samantha.Chains.Sessions;

namespace Samantha.Tui.Sessions.Watching;

/// <summary>What another process has added to a journal since the last look.</summary>
/// <param name="Events">Null for a record that this version does not understand.</param>
/// <param name="Status">Null when the process does not answer.</param>
public sealed record SessionAddition(
    SessionListing Listing, ImmutableArray<(long Sequence, SessionEvent? Event)> Events, PartialResponse? Partial,
    ControlStatus? Status);
