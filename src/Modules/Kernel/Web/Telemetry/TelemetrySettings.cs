using System.ComponentModel.DataAnnotations;

namespace Monolith.Kernel.Web.Telemetry;

/// <summary>Section <c>Telemetry</c>.</summary>
public sealed class TelemetrySettings
{
    /// <summary>Share of new traces that are recorded, 0 to 1; a trace that began elsewhere keeps its own decision.</summary>
    [Range(0.0, 1.0, ErrorMessage = "must be 0 to 1.")]
    public double SampleRatio { get; set; } = 1;

    /// <summary>Where traces and metrics are sent.</summary>
    public OtlpSettings Otlp { get; set; } = new();

    /// <summary>Section <c>Telemetry:Otlp</c>.</summary>
    public sealed class OtlpSettings
    {
        /// <summary>The collector, for example <c>http://127.0.0.1:4317</c>. Null: the environment variable OTEL_EXPORTER_OTLP_ENDPOINT; neither: nothing is recorded or sent.</summary>
        public Uri? Endpoint { get; set; }

        /// <summary><c>grpc</c> (usually port 4317) or <c>http/protobuf</c> (usually port 4318). Null: OTEL_EXPORTER_OTLP_PROTOCOL, else grpc.</summary>
        [RegularExpression("^(grpc|http/protobuf)$", ErrorMessage = "must be 'grpc' or 'http/protobuf'.")]
        public string? Protocol { get; set; }

        /// <summary>Sent along, <c>name=value,name=value</c>; a secret as a rule, so rather an environment variable than a file.</summary>
        public string? Headers { get; set; }
    }
}
