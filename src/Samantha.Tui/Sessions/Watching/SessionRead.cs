using Samantha.Actors.Journal;

namespace Samantha.Tui.Sessions.Watching;

/// <summary>A session as its journal has it: the picture, its transcript, and the text of an open step.</summary>
/// <param name="Problem">What is wrong with the journal, for the person; null when all is well.</param>
public sealed record SessionRead(
    SessionListing Listing, SessionPicture Picture, SessionTranscript Transcript, PartialResponse? Partial, string? Problem);
