using Microsoft.Extensions.Configuration;
using Monolith.Kernel.Startup;
using OpenTelemetry.Exporter;

namespace Monolith.Kernel.Web.Telemetry;

/// <summary>Where telemetry goes; our settings win over the standard OTEL_* variables, which the exporter reads by itself.</summary>
internal sealed class OtlpExport
{
    private readonly TelemetrySettings.OtlpSettings _settings;
    private readonly OtlpExportProtocol? _protocol;

    private OtlpExport(TelemetrySettings.OtlpSettings settings)
    {
        _settings = settings;
        _protocol = settings.Protocol switch
        {
            "grpc" => OtlpExportProtocol.Grpc,
            "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            _ => null,
        };
    }

    /// <summary>Null when no collector is configured.</summary>
    public static OtlpExport? Read(TelemetrySettings settings, IConfiguration configuration, StartupErrors errors)
    {
        if (settings.Otlp.Endpoint is { } endpoint && (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https")))
        {
            errors.Add("Configuration 'Telemetry:Otlp:Endpoint': must be an absolute http or https URL, for example http://127.0.0.1:4317.");
            return null;
        }

        return settings.Otlp.Endpoint is not null || !string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) ? new OtlpExport(settings.Otlp) : null;
    }

    /// <param name="options">The exporter's.</param>
    /// <param name="signal"><c>traces</c> or <c>metrics</c>.</param>
    public void Apply(OtlpExporterOptions options, string signal)
    {
        options.Protocol = _protocol ?? options.Protocol;
        options.Headers = _settings.Headers ?? options.Headers;
        if (_settings.Endpoint is { } endpoint)
        {
            // The exporter adds the signal's path to an endpoint from the environment only.
            options.Endpoint = options.Protocol == OtlpExportProtocol.HttpProtobuf ? new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/v1/{signal}") : endpoint;
        }
    }
}
