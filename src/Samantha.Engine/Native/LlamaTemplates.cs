namespace Samantha.Engine.Native;

/// <summary>
/// The library's template matcher: it knows some fifty families by traits of their template text. No Jinja is run.
/// </summary>
internal static unsafe class LlamaTemplates
{
    /// <summary>Of a conversation's frame: the contents are not in it, short markers stand for them.</summary>
    private const int RenderedBytesMax = 10_000_000;

    /// <summary>Renders with an opening for the assistant; null when the template is not one of the known families.</summary>
    public static string? Render(string template, IReadOnlyList<(string Role, string Content)> messages)
    {
        // One block for all strings: they must stay where they are during the call.
        List<byte> block = [];
        int[] offsets = new int[messages.Count * 2];
        for (int i = 0; i < messages.Count; i++)
        {
            offsets[2 * i] = block.Count;
            block.AddRange(NativeText.ToCString(messages[i].Role));
            offsets[(2 * i) + 1] = block.Count;
            block.AddRange(NativeText.ToCString(messages[i].Content));
        }

        byte[] strings = [.. block, 0];
        LlamaChatMessage[] chat = new LlamaChatMessage[messages.Count + 1];
        fixed (byte* first = strings)
        fixed (byte* templateText = NativeText.ToCString(template))
        fixed (LlamaChatMessage* list = chat)
        {
            for (int i = 0; i < messages.Count; i++)
            {
                list[i] = new LlamaChatMessage { Role = first + offsets[2 * i], Content = first + offsets[(2 * i) + 1] };
            }

            return Apply(templateText, list, (nuint)messages.Count);
        }
    }

    private static string? Apply(byte* template, LlamaChatMessage* list, nuint count)
    {
        byte[] buffer = new byte[4096];
        while (true)
        {
            int length;
            fixed (byte* into = buffer)
            {
                length = LlamaNative.ApplyTemplate(template, list, count, addAssistant: 1, into, buffer.Length);
            }

            if (length is < 0 or > RenderedBytesMax)
            {
                return null;
            }

            if (length <= buffer.Length)
            {
                return System.Text.Encoding.UTF8.GetString(buffer, 0, length);
            }

            buffer = new byte[length];
        }
    }
}
