using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Tests.Themes;

public sealed class ThemeTests
{
    [Fact]
    public void Every_theme_has_a_style_for_every_role_and_shows_selection_without_colour()
    {
        foreach (var theme in Theme.All)
        {
            foreach (var role in Enum.GetValues<ThemeRole>())
            {
                _ = theme[role];
            }

            Assert.NotEqual(theme[ThemeRole.Selection].Attributes, theme[ThemeRole.Text].Attributes);
        }
    }

    [Fact]
    public void The_monochrome_theme_has_no_colour_at_all() =>
        Assert.All(Enum.GetValues<ThemeRole>(), role => Assert.Equal(default, Theme.Monochrome[role] with { Attributes = 0 }));

    [Theory]
    [InlineData("bold #ffaa00 on black")]
    [InlineData("Bold #FFAA00 on 0")]
    public void A_style_is_read_as_people_write_it(string text) => Assert.Equal(
        new Style(Color.Rgb(255, 170, 0), Color.Black, TextAttributes.Bold), StyleText.Parse(text));

    [Fact]
    public void A_theme_changes_the_roles_that_are_named_and_no_other()
    {
        var theme = Theme.Dark.With("mine", new Dictionary<string, string> { ["border-focused"] = "red" });
        Assert.Equal(new Style(Color.Red, Color.Default), theme[ThemeRole.BorderFocused]);
        Assert.Equal(Theme.Dark[ThemeRole.Text], theme[ThemeRole.Text]);
        Assert.Equal("mine", theme.Name);
    }

    [Theory]
    [InlineData("Nonsense", "red", "\"Nonsense\" is no role")]
    [InlineData("3", "red", "\"3\" is no role")]
    [InlineData("text", "reddish", "role Text: \"reddish\" is no style")]
    [InlineData("text", "#12", "\"#12\" is no style")]
    public void A_mistake_in_a_theme_is_named(string role, string style, string expected)
    {
        var roles = new Dictionary<string, string> { [role] = style };
        var problem = Assert.Throws<FormatException>(() => Theme.Dark.With("mine", roles));
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }
}
