using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Monolith.Kernel.Idempotency;

/// <summary>
/// An action that honours the request header <c>Idempotency-Key</c> (draft-ietf-httpapi-idempotency-key-header): executed at most once per user and key,
/// whichever placement of the module runs it, and a repeat gets the first answer. Without the header it is an action like any other.
/// </summary>
/// <remarks>
/// Only for actions whose answer is small and holds no secret: it is kept in the module's schema. Whoever forwards such a request may send it again,
/// to either placement, when it carries one valid key.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentByKeyAttribute : Attribute, IFilterFactory
{
    /// <summary>The request header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The most characters a key may have.</summary>
    public const int MaxKeyLength = 255;

    /// <inheritdoc/>
    public bool IsReusable => false;

    /// <summary>Reads the key.</summary>
    /// <param name="headers">The request's.</param>
    /// <param name="key">1 to 255 visible ASCII characters, as sent; null when there is none.</param>
    /// <returns>False when the header is missing, sent more than once, or not such a text.</returns>
    public static bool TryRead(IHeaderDictionary headers, [NotNullWhen(true)] out string? key)
    {
        ArgumentNullException.ThrowIfNull(headers);
        key = headers[Header] is [{ Length: >= 1 and <= MaxKeyLength } only] && !only.AsSpan().ContainsAnyExceptInRange('!', '~') ? only : null;
        return key is not null;
    }

    /// <inheritdoc/>
    public IFilterMetadata CreateInstance(IServiceProvider serviceProvider) => serviceProvider.GetRequiredService<IdempotencyFilter>();
}
