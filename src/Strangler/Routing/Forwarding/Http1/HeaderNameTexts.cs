using System.Text;

namespace Monolith.Strangler.Routing.Forwarding.Http1;

/// <summary>Names of headers as texts, without making one each time: a server sends the same few with every answer.</summary>
internal static class HeaderNameTexts
{
    private const int Slots = 256;
    private const int Longest = 40;

    // Replaced as wholes, so that two threads disturb each other by no more than a miss.
    private static readonly string?[] Texts = new string?[Slots];

    /// <param name="name">In ASCII, with at least one character.</param>
    public static string Of(ReadOnlySpan<byte> name)
    {
        if (name.Length > Longest)
        {
            return Encoding.ASCII.GetString(name);
        }

        ref var slot = ref Texts[(name.Length * 31 + name[0] * 7 + name[^1] + name[name.Length / 2] * 3) % Slots];
        var text = Volatile.Read(ref slot);
        if (text is null || !Ascii.Equals(name, text))
        {
            text = Encoding.ASCII.GetString(name);
            Volatile.Write(ref slot, text);
        }

        return text;
    }
}
