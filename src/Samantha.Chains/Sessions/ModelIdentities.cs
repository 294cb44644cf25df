using System.Collections.Immutable;

namespace Samantha.Chains.Sessions;

/// <summary>
/// The models of a session as it first met them, and what was seen to be another one since. With another file or template the
/// session would go on as a different one, so it stops and says so; a declared branch begins anew.
/// </summary>
public sealed record ModelIdentities(ImmutableDictionary<string, ModelIdentity> Known, string? Conflict = null)
{
    public static ModelIdentities None { get; } = new(ImmutableDictionary<string, ModelIdentity>.Empty);

    public ModelIdentities Loaded(ModelLoaded loaded) => Known.TryGetValue(loaded.Model, out var known)
        ? this with { Conflict = Conflict ?? known.DifferenceFrom(loaded), Known = WithTemplate(known, loaded) }
        : this with { Known = Known.Add(loaded.Model, ModelIdentity.Of(loaded)) };

    public ModelIdentities Hashed(ModelHashed hashed) => Known.TryGetValue(hashed.Model, out var known)
        ? this with
        {
            Conflict = Conflict ?? known.DifferenceFrom(hashed.Sha256),
            Known = known.Sha256 is null ? Known.SetItem(hashed.Model, known with { Sha256 = hashed.Sha256 }) : Known,
        }
        : this;

    // A journal may begin with loads of a version that kept no receipts.
    private ImmutableDictionary<string, ModelIdentity> WithTemplate(ModelIdentity known, ModelLoaded loaded) =>
        known.TemplateSha256.Length == 0 && loaded.Receipt is { TemplateSha256.Length: > 0 } receipt
            ? Known.SetItem(loaded.Model, known with { TemplateSha256 = receipt.TemplateSha256 })
            : Known;
}
