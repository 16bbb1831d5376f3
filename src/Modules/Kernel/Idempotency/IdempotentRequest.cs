using System.Buffers;
using System.Buffers.Binary;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Monolith.Kernel.Security;

namespace Monolith.Kernel.Idempotency;

/// <summary>What a request is known by: whose it is, its key, and what it asks for.</summary>
/// <param name="UserId">0 for anybody who is not signed in.</param>
/// <param name="KeyHash">SHA-256 of the key.</param>
/// <param name="RequestHash">
/// HMAC-SHA-256 under the key over method, path, query, content type and body, each with its length before it. Under the key, because a body may hold a
/// password: a plain hash of it could be guessed by who reads the table, as fast as hashing goes.
/// </param>
internal sealed record IdempotentRequest(int UserId, byte[] KeyHash, byte[] RequestHash)
{
    // More than the bodies of such actions; what is larger goes to a file meanwhile. How large at most is Web:MaxRequestBodyBytes.
    private const int KeptInMemory = 64 * 1024;

    /// <summary>
    /// The key is all that keeps a stranger from the answer to an anonymous request, and from guessing what was hashed with it: it must be one that nobody guesses.
    /// </summary>
    public const int ShortestAnonymousKey = 32;

    public static bool IsLongEnough(string key, ClaimsPrincipal user) => key.Length >= ShortestAnonymousKey || user.FindUserId() is not null;

    /// <summary>Reads the body to its end, and leaves it to be read again.</summary>
    public static async Task<IdempotentRequest> ReadAsync(HttpContext context, string key)
    {
        var request = context.Request;
        request.EnableBuffering(KeptInMemory);
        var keyBytes = Encoding.ASCII.GetBytes(key);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, keyBytes);
        foreach (var part in (string?[])[request.Method, request.PathBase + request.Path, request.QueryString.Value, request.ContentType])
        {
            Append(hash, Encoding.UTF8.GetBytes(part ?? ""));
        }

        await AppendAsync(hash, request.Body, context.RequestAborted);
        return new(context.User.FindUserId() ?? 0, SHA256.HashData(keyBytes), hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }

    private static async Task AppendAsync(IncrementalHash hash, Stream body, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            body.Position = 0;
            while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                hash.AppendData(buffer, 0, read);
            }

            body.Position = 0;
        }
        finally
        {
            // It held the client's body.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
