using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Monolith.Strangler.Routing.Forwarding.Health;

/// <summary>Asks each service whether it is ready. One that is not gets no requests, and the probes go on.</summary>
internal sealed partial class ServiceProbe(ExtractedServices services, StranglerSettings settings, TimeProvider time, ILogger<ServiceProbe> logger) : BackgroundService
{
    private readonly HealthSettings _settings = settings.Health;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_settings.Interval, time);
        do
        {
            await Task.WhenAll(services.All.Where(s => s.HealthPath is not null).Select(s => ProbeAsync(s, stoppingToken)));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ProbeAsync(ExtractedService service, CancellationToken stoppingToken)
    {
        var before = service.Health.Healthy;
        var (good, detail) = await AskAsync(service, stoppingToken);
        service.Health = service.Health.After(good, detail, _settings);
        if (service.Health.Healthy != before)
        {
            LogChanged(service.Module, service.Health.Healthy == true ? "healthy" : "unhealthy", detail);
        }
    }

    private async Task<(bool Good, string Detail)> AskAsync(ExtractedService service, CancellationToken stoppingToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        patience.CancelAfter(_settings.Timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{service.Address.Prefix}{service.HealthPath}")
            {
                Version = service.Version, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            using var response = await service.Client.SendAsync(request, patience.Token);
            return (response.IsSuccessStatusCode, $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd());
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            return (false, $"no answer within {_settings.Timeout.TotalSeconds} s");
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever it was, it is no good answer; what leaves here would end the host and not only the service's share.
            return (false, e.InnerException?.Message ?? e.Message);
        }
    }

    [LoggerMessage(EventIds.HealthChanged, LogLevel.Information, "The service {Module} is {Health}: {Detail}")]
    private partial void LogChanged(string module, string health, string? detail);
}
