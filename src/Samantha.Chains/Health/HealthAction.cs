namespace Samantha.Chains.Health;

/// <summary>
/// What a chain asks for when a detector finds something, from the mildest to the strongest: of several findings about one
/// response the strongest acts and the others are noted. Extend-only: journals hold them by name.
/// </summary>
public enum HealthAction
{
    /// <summary>The detector is not asked.</summary>
    Off,

    /// <summary>It is recorded and shown; nothing changes.</summary>
    Note,

    /// <summary>The next responses are drawn with a higher temperature, until enough of them are good.</summary>
    RaiseTemperature,

    /// <summary>A text of the chain is put in front of the next prompt, once.</summary>
    InjectPrompt,

    /// <summary>The response is kept but not fed back, and its code is not run.</summary>
    Skip,

    /// <summary>The step is answered again with another seed, a bounded number of times; after that as Skip.</summary>
    Reseed,

    /// <summary>As Skip, and the rest of the model's turn is left out.</summary>
    NextModel,

    /// <summary>The session stops.</summary>
    Stop,
}
