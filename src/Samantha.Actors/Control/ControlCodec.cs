using System.Text.Json;
using System.Text.Json.Serialization;

namespace Samantha.Actors.Control;

/// <summary>
/// The lines on the control socket, protocol version 1: one JSON object per line, unknown members ignored, members only ever
/// added.
/// </summary>
internal static class ControlCodec
{
    public const int Version = 1;

    private const int IdLengthMax = 64;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<ControlCommand>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        MaxDepth = 8,
    };

    private sealed record RequestLine(int Version, string? Id, string? Command, string? Text = null);

    private sealed record ReplyLine(int Version, string? Id, bool Accepted, string? Message, ControlStatus? Status);

    public static byte[] Encode(ControlRequest request) =>
        Line(new RequestLine(
            Version, request.Id, JsonNamingPolicy.KebabCaseLower.ConvertName(request.Command.ToString()), request.Text));

    public static byte[] Encode(ControlReply reply) =>
        Line(new ReplyLine(Version, reply.Id, reply.Accepted, reply.Message, reply.Status));

    /// <summary>A request, or the refusal to send when the line is none.</summary>
    public static (ControlRequest? Request, ControlReply? Refusal) DecodeRequest(ReadOnlySpan<byte> line)
    {
        RequestLine? read;
        try
        {
            read = JsonSerializer.Deserialize<RequestLine>(line, Json);
        }
        catch (JsonException)
        {
            return (null, new ControlReply("", false, "the request is not a JSON object of this protocol"));
        }

        string id = read?.Id is { Length: > 0 and <= IdLengthMax } given ? given : "";
        if (read is null || id.Length == 0)
        {
            return (null, new ControlReply("", false, $"the request needs an id of 1 to {IdLengthMax} characters"));
        }

        if (read.Version != Version)
        {
            return (null, new ControlReply(
                id, false, $"the request is of protocol version {read.Version}; the session speaks version {Version}"));
        }

        foreach (ControlCommand command in Enum.GetValues<ControlCommand>())
        {
            if (JsonNamingPolicy.KebabCaseLower.ConvertName(command.ToString()) == read.Command)
            {
                return (new ControlRequest(id, command, read.Text), null);
            }
        }

        string known = string.Join(", ", Enum.GetNames<ControlCommand>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName));
        return (null, new ControlReply(id, false, $"unknown command; the session knows {known}"));
    }

    /// <summary>Null when the line is no reply of this protocol.</summary>
    public static ControlReply? DecodeReply(ReadOnlySpan<byte> line)
    {
        try
        {
            ReplyLine? read = JsonSerializer.Deserialize<ReplyLine>(line, Json);
            return read is { Version: Version, Id: not null, Message: not null }
                ? new ControlReply(read.Id, read.Accepted, read.Message, read.Status)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Line<T>(T value)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(value, Json);
        return [.. json, (byte)'\n'];
    }
}
