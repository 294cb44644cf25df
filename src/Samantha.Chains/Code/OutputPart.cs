namespace Samantha.Chains.Code;

/// <summary>A piece of what a program printed, in the order in which it came: on stderr (IsError) or on stdout.</summary>
public sealed record OutputPart(bool IsError, string Text);
