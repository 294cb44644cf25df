using Samantha.Actors.ModelFiles;

namespace Samantha.Actors.Tests.ModelFiles;

public sealed class ModelUrlTests
{
    private static readonly string Cache = Path.GetFullPath("/cache");

    [Theory]
    [InlineData("https://host/a.gguf", "host/a.gguf")]
    [InlineData("https://HOST:8443/a.gguf", "host_8443/a.gguf")]
    [InlineData("https://host/a.GGUF", "host/a.gguf")]
    [InlineData("https://host/x/../y/a.gguf", "host/y/a.gguf")]
    [InlineData("https://host/%2e%2e%2f%2e%2e%2fetc/a.gguf", "host/_.._.._etc/a.gguf")]
    [InlineData("https://host/..%2F..%2Fa.gguf", "host/_.._.._a.gguf")]
    [InlineData("https://host/.hidden/a%20b%00.gguf", "host/_.hidden/a_b_.gguf")]
    [InlineData("https://host/nul/con.x.gguf", "host/_nul/_con.x.gguf")]
    [InlineData("https://host/a.gguf?download=true", "host/a.gguf")]
    [InlineData("https://huggingface.co/o/r/blob/main/a.gguf", "huggingface.co/o/r/main/a.gguf")]
    public void Every_url_gets_a_safe_place_below_the_download_folder(string url, string expected)
    {
        Assert.True(ModelUrl.TryParse(url, out Uri? parsed, out _));

        Assert.Equal(Path.GetFullPath(Path.Combine(Cache, expected)), ModelUrl.CachePath(parsed, Cache));
    }

    [Fact]
    public void A_query_that_means_something_gives_another_file()
    {
        string plain = ModelUrl.CachePath(new Uri("https://host/a.gguf"), Cache);
        string first = ModelUrl.CachePath(new Uri("https://host/a.gguf?version=1"), Cache);
        string second = ModelUrl.CachePath(new Uri("https://host/a.gguf?version=2&download=true"), Cache);

        Assert.Equal(3, new[] { plain, first, second }.Distinct().Count());
        Assert.All([first, second], path => Assert.Matches(@"a-[0-9a-f]{8}\.gguf$", path));
    }

    [Fact]
    public void A_very_long_name_stays_within_what_file_systems_allow()
    {
        string name = Path.GetFileName(ModelUrl.CachePath(new Uri($"https://host/{new string('n', 400)}.gguf"), Cache));

        Assert.InRange(name.Length, 50, 120);
    }

    [Fact]
    public void The_page_of_a_file_on_hugging_face_means_the_file()
    {
        Assert.True(ModelUrl.TryParse("https://huggingface.co/o/r/blob/main/a.gguf?download=true", out Uri? url, out _));

        Assert.Equal("https://huggingface.co/o/r/resolve/main/a.gguf?download=true", url.AbsoluteUri);
    }
}
