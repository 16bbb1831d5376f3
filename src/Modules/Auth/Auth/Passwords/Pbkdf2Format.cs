using System.Buffers.Binary;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Monolith.Auth.Passwords;

/// <summary>ASP.NET Core Identity's format, version 3 (PBKDF2-HMAC-SHA-512): needs no library, so it is always there.</summary>
internal sealed class Pbkdf2Format : INewPasswordFormat
{
    private const int Iterations = 210_000;
    private const int MaxIterations = 2_000_000;
    private const byte Version3 = 1;
    private const int HeaderSize = 13;

    private static readonly object Nobody = new();

    private readonly PasswordHasher<object> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    public string Name => "PBKDF2";

    public string? MissingLibrary => null;

    public bool Recognises(string hash) => IterationsOf(hash) is >= 1 and <= MaxIterations;

    public bool IsCurrent(string hash) => IterationsOf(hash) is { } iterations && iterations >= Iterations;

    public string Hash(string password) => _hasher.HashPassword(Nobody, password);

    public bool Verify(string password, string hash) => _hasher.VerifyHashedPassword(Nobody, hash, password) != PasswordVerificationResult.Failed;

    private static uint? IterationsOf(string hash)
    {
        var bytes = new byte[128];
        return Convert.TryFromBase64String(hash, bytes, out var size) && size > HeaderSize && bytes[0] == Version3
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5))
            : null;
    }
}
