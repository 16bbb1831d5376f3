using System.Net;
using System.Net.Http.Headers;
using Polly.Timeout;

namespace Monolith.Kernel.Web;

/// <summary>Calls to JSON servers that are not ours, with a key that must not go anywhere else.</summary>
public static class OutsideHttp
{
    /// <summary>A long-lived client without a timeout of its own: the caller's resilience pipeline has it.</summary>
    /// <param name="largestAnswer">Bytes, counted after decompression; more than that fails with <see cref="HttpRequestError.ConfigurationLimitExceeded"/>.</param>
    public static HttpClient Create(long largestAnswer)
    {
        var client = new HttpClient(new SocketErrorHandler(new()
        {
            // A redirect would carry the key wherever it points.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            // Follows DNS changes.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = 32,
            ConnectTimeout = TimeSpan.FromSeconds(5),
        }))
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = largestAnswer,
        };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return client;
    }

    /// <summary>Whether the server failed to answer. One whose answer was too large did not: the next would be as large.</summary>
    public static bool BroughtNoAnswer(Exception? exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => false,
        _ => exception is HttpRequestException or TimeoutRejectedException,
    };
}
