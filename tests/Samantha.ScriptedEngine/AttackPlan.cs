namespace Samantha.ScriptedEngine;

/// <summary>Who is attacked. Everything named here belongs to the test.</summary>
/// <param name="InstallFilter">Whether the program shuts itself in as the engine does, before it attacks.</param>
/// <param name="Port">Of a listener on this machine.</param>
/// <param name="Process">A process of the test's that sleeps.</param>
/// <param name="Model">The file that may be read.</param>
/// <param name="OtherModel">A file beside it.</param>
/// <param name="Journal">A file in a session's folder.</param>
/// <param name="Scratch">A folder in which everybody may write.</param>
public sealed record AttackPlan(
    bool InstallFilter, int Port, int Process, string Model, string OtherModel, string Journal, string Scratch);
