namespace Samantha.Engine.Protocol;

/// <summary>One thing that the engine tried to do, which must not work.</summary>
public sealed record ShelterCheck(string Name, bool Passed, string Detail);
