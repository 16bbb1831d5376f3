using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Monolith.Strangler.Routing.Admin.Contracts;

namespace Monolith.Strangler.Routing.Admin;

/// <summary>Reads the body of an order; the listener limits its size.</summary>
internal static class AdminBody
{
    /// <exception cref="AdminException">It is not of the shape.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request)
    {
        try
        {
            return await request.ReadFromJsonAsync<T>(request.HttpContext.RequestAborted) ?? throw new AdminException(AdminError.InvalidBody, "The body is null.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new AdminException(AdminError.InvalidBody, $"The body must be JSON of the documented shape: {e.Message}");
        }
    }

    public static async Task<string> ReadTextAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
    }
}
