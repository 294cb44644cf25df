namespace Samantha.Host.Exporting;

/// <summary>What came of opening a page. Message says, for the user, what was started or why nothing was.</summary>
internal sealed record BrowserOpening(bool IsOpened, string Message);
