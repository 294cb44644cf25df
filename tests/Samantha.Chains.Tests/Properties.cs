using FsCheck;
using FsCheck.Fluent;

namespace Samantha.Chains.Tests;

/// <summary>Runs a property over generated values; a failing value is shrunk and shown by FsCheck.</summary>
internal static class Properties
{
    public static void Hold<T>(Gen<T> values, Func<T, bool> property, int count = 300) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count), Prop.ForAll(values.ToArbitrary(), property));

    /// <summary>Texts put together from the given pieces, up to a length in pieces.</summary>
    public static Gen<string> TextsOf(int piecesMax, params string[] pieces) =>
        from count in Gen.Choose(0, piecesMax)
        from chosen in Gen.ArrayOf(Gen.Elements(pieces), count)
        select string.Concat(chosen);
}
