using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web.Metrics;

namespace Monolith.Kernel.Web.Telemetry;

/// <summary>Adds traces (only with a collector: without one no span is ever made) and metrics.</summary>
internal static class TelemetryRegistration
{
    public static void AddTelemetry(this WebApplicationBuilder builder, StartupErrors errors, string serviceName)
    {
        var settings = builder.Services.AddSettings<TelemetrySettings>(builder.Configuration, errors, "Telemetry");
        var export = OtlpExport.Read(settings, builder.Configuration, errors);
        builder.Services.AddSingleton<PrometheusScrape>();
        builder.Services.AddHostedService(provider => new TelemetryLifetime(serviceName, settings, export, provider.GetRequiredService<PrometheusScrape>()));
    }
}
