using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Monolith.Kernel.Web.Tracking;

/// <summary>One JSON object per line on standard output, with the scopes (request id, user id, trace id).</summary>
internal static class JsonLogs
{
    public static void AddJsonLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(options =>
        {
            options.IncludeScopes = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });

        // RequestTracking says it in one line. Switched off and not only raised: while any level of it is on, hosting opens an Activity and a scope per request.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // Its keys lie in the data folder like every other secret.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }
}
