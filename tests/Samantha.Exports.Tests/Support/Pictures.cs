using System.Buffers.Binary;
using System.IO.Compression;

namespace Samantha.Exports.Tests.Support;

/// <summary>Pictures made and read by hand: what the tests need of PNG, and no more.</summary>
internal static class Pictures
{
    private static readonly (byte, byte, byte) s_blue = (70, 130, 180);
    private static readonly (byte, byte, byte) s_grey = (40, 40, 40);
    private static readonly (byte, byte, byte) s_white = (255, 255, 255);
    private static readonly byte[] s_signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <summary>A bar chart as code would draw it.</summary>
    public static byte[] BarChart(int width = 640, int height = 320)
    {
        int[] bars = [62, 40, 88, 71, 25, 95, 54];
        var rows = new byte[height * (1 + (width * 3))];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var bar = (x - 40) * bars.Length / (width - 80);
                var isBar = x >= 40 && x < width - 40 && (x - 40) % ((width - 80) / bars.Length) > 14
                    && bar < bars.Length && height - 30 - y > 0 && height - 30 - y < bars[bar] * (height - 60) / 100;
                var isAxis = y == height - 30 && x > 30 && x < width - 30;
                var at = (y * (1 + (width * 3))) + 1 + (x * 3);
                (rows[at], rows[at + 1], rows[at + 2]) =
                    isBar ? s_blue : isAxis ? s_grey : s_white;
            }
        }

        return Png(width, height, rows);
    }

    public static byte[] Png(int width, int height, byte[] rows)
    {
        using var png = new MemoryStream();
        png.Write(s_signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        Chunk(png, "IHDR"u8, header);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        Chunk(png, "IDAT"u8, packed.ToArray());
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    /// <summary>The size of a PNG of 8-bit colours without interlacing, and its different colours with how often each is there.
    /// </summary>
    public static (int Width, int Height, Dictionary<int, int> Colours) Read(byte[] png)
    {
        Assert.True(png.AsSpan().StartsWith(s_signature), "not a PNG");
        var at = s_signature.Length;
        var (width, height, channels) = (0, 0, 0);
        using var packed = new MemoryStream();
        while (at < png.Length)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var name = System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            var data = png.AsSpan(at + 8, length);
            if (name == "IHDR")
            {
                width = BinaryPrimitives.ReadInt32BigEndian(data);
                height = BinaryPrimitives.ReadInt32BigEndian(data[4..]);
                channels = data[9] switch { 2 => 3, 6 => 4, var type => throw new NotSupportedException($"colour type {type}") };
                Assert.Equal((8, 0), (data[8], data[12]));
            }
            else if (name == "IDAT")
            {
                packed.Write(data);
            }

            at += 12 + length;
        }

        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        return (width, height, Colours(zlib, width, height, channels));
    }

    private static Dictionary<int, int> Colours(Stream rows, int width, int height, int channels)
    {
        var colours = new Dictionary<int, int>();
        var above = new byte[width * channels];
        var row = new byte[width * channels];
        for (var y = 0; y < height; y++)
        {
            var filter = rows.ReadByte();
            rows.ReadExactly(row);
            Unfilter(filter, row, above, channels);
            for (var x = 0; x < row.Length; x += channels)
            {
                var colour = (row[x] << 16) | (row[x + 1] << 8) | row[x + 2];
                colours[colour] = colours.GetValueOrDefault(colour) + 1;
            }

            (above, row) = (row, above);
        }

        return colours;
    }

    private static void Unfilter(int filter, byte[] row, byte[] above, int channels)
    {
        for (var i = 0; i < row.Length; i++)
        {
            int left = i >= channels ? row[i - channels] : 0;
            int up = above[i];
            int upLeft = i >= channels ? above[i - channels] : 0;
            row[i] += filter switch
            {
                1 => (byte)left,
                2 => (byte)up,
                3 => (byte)((left + up) / 2),
                4 => (byte)Paeth(left, up, upLeft),
                _ => 0,
            };
        }
    }

    private static int Paeth(int left, int up, int upLeft)
    {
        var guess = left + up - upLeft;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - upLeft));
        return a <= b && a <= c ? left : b <= c ? up : upLeft;
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(name);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc([.. name, .. data]));
        png.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
            }
        }

        return ~crc;
    }
}
