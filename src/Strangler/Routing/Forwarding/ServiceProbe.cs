using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>Asks each service whether it is ready. For whoever looks at the status: no request depends on it.</summary>
internal sealed partial class ServiceProbe(ExtractedServices services, StranglerSettings settings, TimeProvider time, ILogger<ServiceProbe> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.ProbeInterval, time);
        do
        {
            await Task.WhenAll(services.All.Select(s => ProbeAsync(s, stoppingToken)));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ProbeAsync(ExtractedService service, CancellationToken stoppingToken)
    {
        var before = service.Health.Healthy;
        service.Health = await AskAsync(service, stoppingToken);
        if (service.Health.Healthy != before)
        {
            LogChanged(service.Module, service.Health.Healthy == true ? "healthy" : "unhealthy", service.Health.Detail);
        }
    }

    private static async Task<ServiceHealth> AskAsync(ExtractedService service, CancellationToken stoppingToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        patience.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{service.Url}/health/ready");
            using var response = await service.Client.SendAsync(request, patience.Token);
            return new(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd());
        }
        catch (HttpRequestException e)
        {
            return new(Healthy: false, e.InnerException?.Message ?? e.Message);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            return new(Healthy: false, $"no answer within {Patience.TotalSeconds} s");
        }
    }

    [LoggerMessage(EventIds.HealthChanged, LogLevel.Information, "The service {Module} is {Health}: {Detail}")]
    private partial void LogChanged(string module, string health, string? detail);
}
