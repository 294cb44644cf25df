namespace Samantha.Hocon;

/// <summary>One key of an object with its value. The key is the plain text, without quotes.</summary>
public readonly record struct HoconMember(string Key, HoconNode Value);
