namespace Samantha.Terminal.Cells;

/// <summary>Colours and attributes of one cell. The default value is the terminal's own look.</summary>
public readonly record struct Style(Color Foreground, Color Background, TextAttributes Attributes = TextAttributes.None)
{
    public static Style Plain => default;

    public Style On(Color background) => this with { Background = background };

    public Style With(TextAttributes attributes) => this with { Attributes = Attributes | attributes };

    public Style Without(TextAttributes attributes) => this with { Attributes = Attributes & ~attributes };

    /// <summary>This style laid over another: default colours let the one below show, attributes add up.</summary>
    public Style Over(Style below) => new(
        Foreground.IsDefault ? below.Foreground : Foreground,
        Background.IsDefault ? below.Background : Background,
        Attributes | below.Attributes);
}
