using System.Buffers;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Monolith.Kernel.Web.Tracking;

/// <summary>The name of a request in logs and answers, header <c>X-Request-Id</c>. One from outside is kept when it cannot do harm in a log or a header.</summary>
internal static class RequestId
{
    public const string Header = "X-Request-Id";

    private const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>The client's, or a new one of 32 hexadecimal digits.</summary>
    public static string Of(HttpRequest request)
        => request.Headers[Header] is [{ Length: > 0 and <= MaxLength } given] && !given.AsSpan().ContainsAnyExcept(Allowed) ? given : New();

    // As good as a new Guid at being nobody else's, which is all it is for, and without the system call that makes a Guid's bits unguessable.
    private static string New() => ActivityTraceId.CreateRandom().ToHexString();
}
