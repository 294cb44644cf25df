namespace Samantha.Engine.Protocol;

/// <summary>
/// Version and limits of the protocol between host and engine. Extend-only: a new field is optional, a changed meaning
/// is a new version, and two sides of different versions refuse each other at the greeting.
/// </summary>
public static class EngineProtocol
{
    public const int Version = 1;

    /// <summary>Default bound of one frame in bytes: room for a 10 MB prompt whose every character is escaped.</summary>
    public const int FrameBytesMax = 64 * 1024 * 1024;

    /// <summary>Frames before the greeting is done are tiny; anything larger is not the protocol.</summary>
    public const int HelloBytesMax = 64 * 1024;

    /// <summary>Engine to host, however quiet the engine is otherwise.</summary>
    public const int HeartbeatIntervalMs = 500;

    /// <summary>Requests that may wait in the engine; the client sends one at a time.</summary>
    public const int QueuedRequestsMax = 4;

    /// <summary>Messages in one prompt: a chain sends at most four; the rest is for long chats.</summary>
    public const int MessagesMax = 4096;

    /// <summary>Stop words in one request.</summary>
    public const int StopWordsMax = 64;

    /// <summary>Characters of one stop word: text of this length at most is held back.</summary>
    public const int StopWordCharsMax = 1024;

    /// <summary>The longest wait between two tokens: ten minutes.</summary>
    public const int DelayMsMax = 600_000;

    /// <summary>How long a response waits for the next step before it goes on by itself: an hour.</summary>
    public const int StepWaitMsMax = 3_600_000;

    /// <summary>Steering commands that may wait for the next token; what comes on top is dropped.</summary>
    public const int SteerCommandsMax = 64;

    /// <summary>Rows of logits that one evaluation can return.</summary>
    public const int EvaluateBatchMax = 4;

    /// <summary>Tokens listed in one reply; the count is exact all the same.</summary>
    public const int TokensPerReplyMax = 65_536;

    /// <summary>Metadata entries and characters per value in <see cref="LoadedModel.Metadata"/>.</summary>
    public const int MetadataEntriesMax = 256;

    /// <summary>Characters of a metadata value; longer ones end with an ellipsis.</summary>
    public const int MetadataValueCharsMax = 4096;

    /// <summary>Characters of one log line.</summary>
    public const int LogLineCharsMax = 2000;

    /// <summary>Log lines that the engine sends for one request; what is left out is counted.</summary>
    public const int LogLinesPerRequestMax = 400;

    /// <summary>Largest context window in tokens that is accepted at all.</summary>
    public const int ContextTokensMax = 4 * 1024 * 1024;
}
