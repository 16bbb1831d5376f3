namespace Monolith.Kernel.Security.AtRest;

/// <summary>One key of the ring.</summary>
/// <param name="Id">Stands in clear text in front of everything it encrypted; ASCII.</param>
/// <param name="Bytes">Of the length that <see cref="AesGcmBox"/> takes.</param>
internal sealed record EncryptionKey(string Id, byte[] Bytes)
{
    public const int MaxIdLength = 32;

    public static bool IsId(string id) => id.Length is > 0 and <= MaxIdLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
