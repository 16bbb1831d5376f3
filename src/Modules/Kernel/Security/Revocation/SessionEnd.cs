using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Security.Bearer;

namespace Monolith.Kernel.Security.Revocation;

/// <summary>Lets who has logged out find the token dead with the very next request, also when another process did the work and the poll has not come by.</summary>
public static class SessionEnd
{
    /// <summary>Watches the actions marked <see cref="EndsSessionAttribute"/>. Goes after routing and authentication.</summary>
    public static IApplicationBuilder UseSessionEnd(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var revocations = app.ApplicationServices.GetRequiredService<ISessionRevocations>();
        return app.Use((context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<EndsSessionAttribute>() is not null && context.Features.Get<AccessToken>() is { } token)
            {
                // Before the first byte of the answer: whoever has read it must not get in again.
                context.Response.OnStarting(() => NoteAsync(context.Response, revocations, token));
            }

            return next(context);
        });
    }

    private static Task NoteAsync(HttpResponse response, ISessionRevocations revocations, AccessToken token)
    {
        if (response.StatusCode is >= StatusCodes.Status200OK and < StatusCodes.Status300MultipleChoices)
        {
            revocations.Note(new(token.SessionId, token.ExpiresAt));
        }

        return Task.CompletedTask;
    }
}
