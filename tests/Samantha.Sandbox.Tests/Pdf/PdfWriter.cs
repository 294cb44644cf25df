using System.Security.Cryptography;
using System.Text;

// MD5 and RC4 are what the old format asks for; nothing here is kept secret by them.
#pragma warning disable CA5351

namespace Samantha.Sandbox.Tests.Pdf;

/// <summary>
/// Writes small PDF files for the tests: pages of text lines, optionally encrypted (40-bit RC4, the oldest standard handler), and
/// the defects that the tests ask for. Latin-1 text only.
/// </summary>
internal sealed class PdfWriter
{
    public const int AllowAll = -4;
    public const int ForbidCopying = AllowAll & ~16;

    private static readonly byte[] Filling = Convert.FromHexString(
        "28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A");
    private static readonly byte[] DocumentId = Encoding.ASCII.GetBytes("samantha test id");

    private readonly List<byte> _out = [];
    private readonly SortedDictionary<int, long> _offsets = [];
    private byte[]? _key;

    public string? UserPassword { get; init; }

    public string? OwnerPassword { get; init; }

    public int Permissions { get; init; } = AllowAll;

    /// <summary>The page tree's root is its own child.</summary>
    public bool HasPageTreeLoop { get; init; }

    public byte[] Write(params string[][] pages)
    {
        Raw("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
        var encryption = UserPassword is null && OwnerPassword is null ? "" : Encryption();
        Object(1, "<< /Type /Catalog /Pages 2 0 R >>");
        var kids = HasPageTreeLoop ? "2 0 R" : string.Join(' ', pages.Select((_, index) => $"{10 + (2 * index)} 0 R"));
        Object(2, $"<< /Type /Pages /Kids [{kids}] /Count {pages.Length} >>");
        Object(3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        for (var index = 0; index < pages.Length; index++)
        {
            var number = 10 + (2 * index);
            Object(number, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
                + $" /Contents {number + 1} 0 R >>");
            Stream(number + 1, Content(pages[index]));
        }

        if (encryption.Length > 0)
        {
            Object(9, encryption);
        }

        Finish(encryption.Length > 0);
        return [.. _out];
    }

    private static string Content(string[] lines)
    {
        StringBuilder text = new("BT /F1 12 Tf 14 TL 60 780 Td\n");
        foreach (var line in lines)
        {
            var literal = line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal)
                .Replace(")", "\\)", StringComparison.Ordinal);
            text.Append('(').Append(literal).Append(") Tj T*\n");
        }

        return text.Append("ET").ToString();
    }

    private string Encryption()
    {
        var user = Padded(UserPassword ?? "");
        var owner = Rc4(MD5.HashData(Padded(OwnerPassword ?? UserPassword ?? ""))[..5], user);
        _key = MD5.HashData([.. user, .. owner, .. BitConverter.GetBytes(Permissions), .. DocumentId])[..5];
        var check = Rc4(_key, Filling);
        return $"<< /Filter /Standard /V 1 /R 2 /P {Permissions}"
            + $" /O <{Convert.ToHexString(owner)}> /U <{Convert.ToHexString(check)}> >>";
    }

    private void Stream(int number, string content)
    {
        var bytes = Encoding.Latin1.GetBytes(content);
        if (_key is not null)
        {
            var key = MD5.HashData([.. _key, (byte)number, (byte)(number >> 8), (byte)(number >> 16), 0, 0])[..10];
            bytes = Rc4(key, bytes);
        }

        Object(number, $"<< /Length {bytes.Length} >>\nstream\n{Encoding.Latin1.GetString(bytes)}\nendstream");
    }

    private void Object(int number, string body)
    {
        _offsets[number] = _out.Count;
        Raw($"{number} 0 obj\n{body}\nendobj\n");
    }

    private void Finish(bool isEncrypted)
    {
        var start = _out.Count;
        Raw("xref\n0 1\n0000000000 65535 f \n");
        foreach (var (number, offset) in _offsets)
        {
            Raw($"{number} 1\n{offset:D10} 00000 n \n");
        }

        var id = Convert.ToHexString(DocumentId);
        var encrypt = isEncrypted ? " /Encrypt 9 0 R" : "";
        Raw($"trailer\n<< /Size {_offsets.Keys.Max() + 1} /Root 1 0 R /ID [<{id}> <{id}>]{encrypt} >>\n");
        Raw($"startxref\n{start}\n%%EOF\n");
    }

    private void Raw(string text) => _out.AddRange(Encoding.Latin1.GetBytes(text));

    private static byte[] Padded(string password) => [.. Encoding.Latin1.GetBytes(password).Concat(Filling).Take(32)];

    private static byte[] Rc4(byte[] key, byte[] data)
    {
        var state = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        for (int i = 0, j = 0; i < 256; i++)
        {
            j = (j + state[i] + key[i % key.Length]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
        }

        var result = new byte[data.Length];
        for (int n = 0, i = 0, j = 0; n < data.Length; n++)
        {
            i = (i + 1) & 255;
            j = (j + state[i]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
            result[n] = (byte)(data[n] ^ state[(state[i] + state[j]) & 255]);
        }

        return result;
    }
}
