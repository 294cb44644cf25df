using System.Security.Cryptography;
using Samantha.Chains.Code;
using Samantha.Chains.Sessions;

namespace Samantha.Exports.Lines;

/// <summary>
/// One produced file as a line, its content as base64 streamed in pieces. What is read is compared with what the journal says; a
/// file that is longer is not read to its end.
/// </summary>
internal static class FileLine
{
    /// <summary>A multiple of three bytes, so that the pieces of base64 fit together.</summary>
    private const int PieceBytes = 3 * 16 * 1024;

    /// <summary>False when the file is gone or is not the one that the program left behind.</summary>
    public static bool Write(TextWriter output, ExportSource source, CodeExecuted code, ProducedFile file)
    {
        var line = ExportLine.Build("export-file", json =>
        {
            json.WriteString("position", code.Position.StepId);
            json.WriteNumber("attempt", code.Attempt);
            json.WriteString("name", file.Name);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteString("sha256", file.Sha256);
        });
        SafeJsonLine.WritePart(output, line[..^1]);
        using var content = source.OpenFile(code.Position, file);
        var isIntact = content is not null && WriteContent(output, content, file);
        output.Write(content is null ? ",\"problem\":\"missing\"}\n" : isIntact ? "}\n" : ",\"problem\":\"changed\"}\n");
        return isIntact;
    }

    private static bool WriteContent(TextWriter output, Stream content, ProducedFile file)
    {
        output.Write(",\"content\":\"");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[PieceBytes];
        var left = file.Bytes;
        var isLonger = false;
        while (true)
        {
            var read = content.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false);
            isLonger = read > left;
            var used = (int)Math.Min(read, left);
            hash.AppendData(piece, 0, used);
            output.Write(Convert.ToBase64String(piece, 0, used));
            left -= used;
            if (isLonger || read < piece.Length)
            {
                break;
            }
        }

        output.Write('"');
        return !isLonger && left == 0
            && Convert.ToHexStringLower(hash.GetHashAndReset()).Equals(file.Sha256, StringComparison.OrdinalIgnoreCase);
    }
}
