using System.Text.Json.Serialization;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Protocol;

/// <summary>
/// What can be told to a response while it is made. Taken between two tokens, in order; not answered by itself.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SetPace), "pace")]
[JsonDerivedType(typeof(AdvanceResponse), "advance")]
[JsonDerivedType(typeof(PreviewChoice), "preview")]
public abstract record SteerCommand;

public sealed record SetPace(ResponsePace Pace) : SteerCommand;

/// <summary>So many more tokens may be made while it goes step by step.</summary>
public sealed record AdvanceResponse(int Tokens) : SteerCommand;

/// <summary>
/// What the newest token's choice would be with other settings: answered by a <see cref="ChoicePreviewed"/> update. The response
/// itself stays as it is.
/// </summary>
public sealed record PreviewChoice(SamplingSettings Sampling, int Candidates) : SteerCommand;
