using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Security;

namespace Monolith.Kernel.Events.Delivery;

/// <summary>The subscriber is in another process: one POST to its internal listener, with this service's token.</summary>
internal sealed class HttpCarrier(RemoteModule target, IServiceTokens tokens, EventSettings settings) : IEventCarrier
{
    // What the other side may take beyond its handler.
    private static readonly TimeSpan Allowance = TimeSpan.FromSeconds(2);

    public async Task<DeliveryOutcome> CarryAsync(string subscriber, EventMessage message, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.HandlerTimeout + Allowance);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(target.Url, $"internal/events/{subscriber}/{message.Type}"));
        request.Content = JsonContent.Create(message, options: ModuleJson.Options);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Issue(target.Service, EventEndpoint.PermissionFor(message.Type)));
        try
        {
            using var response = await target.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return response.StatusCode switch
            {
                HttpStatusCode.NoContent => DeliveryOutcome.Handled,
                HttpStatusCode.UnprocessableEntity or HttpStatusCode.NotFound or HttpStatusCode.BadRequest => DeliveryOutcome.Failed(await DetailAsync(response, patience.Token)),
                // Not the event's fault, and the same for any other: a key that is not trusted, a service that is stopping.
                var status => DeliveryOutcome.Unavailable($"{target.Url} answered {((int)status).ToString(CultureInfo.InvariantCulture)}."),
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return DeliveryOutcome.Untried;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            return DeliveryOutcome.Unavailable($"{target.Url}: {e.Message}");
        }
    }

    private static async Task<string> DetailAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return (await response.Content.ReadFromJsonAsync<ProblemDetails>(cancellationToken))?.Detail ?? "No reason was given.";
        }
        catch (JsonException)
        {
            return "The reason could not be read.";
        }
    }
}
