using System.Security.Cryptography;

namespace Samantha.Actors.Sessions;

/// <summary>
/// Draws the base seed of a session whose chain names none. Short enough to be typed: a person may want to ask for it again.
/// </summary>
internal static class BaseSeeds
{
    public static ulong Draw() => (ulong)RandomNumberGenerator.GetInt32(1, int.MaxValue);
}
