namespace Samantha.Chains.Code;

/// <summary>
/// A file that a program left behind, or an HTML block that was saved. Name is its path below the step's folder
/// (files/STEP-ID in the session's folder), with / between the parts.
/// </summary>
public sealed record ProducedFile(string Name, long Bytes, string Sha256);
