using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;

namespace Monolith.Integration.Gateway;

/// <summary>Services behind https: the one whose certificate is right gets the request, any other is as good as down.</summary>
public sealed class GatewayTlsTests : IAsyncLifetime
{
    private readonly CertificateAuthority _trusted = new();
    private readonly CertificateAuthority _stranger = new();
    private readonly List<WebApplication> _servers = [];
    private GatewayUnderTest _gateway = null!;

    public async Task InitializeAsync()
    {
        var bundle = Path.Combine(RunDirectory.NewFolder("ca"), "trusted.pem");
        await File.WriteAllTextAsync(bundle, _trusted.Pem);
        var monolith = await StartAsync("monolith", certificate: null);
        var right = await StartAsync("service", _trusted.Issue("localhost"));
        var untrusted = await StartAsync("service", _stranger.Issue("localhost"));
        var misnamed = await StartAsync("service", _trusted.Issue("elsewhere.example"));
        _gateway = new(
            $$"""
            {
              "monolith": { "url": "http://127.0.0.1:{{monolith}}" },
              "services": {
                "right": { "url": "https://localhost:{{right}}" },
                "righth2": { "url": "https://localhost:{{right}}", "protocol": "http2" },
                "untrusted": { "url": "https://localhost:{{untrusted}}" },
                "untrustedh2": { "url": "https://localhost:{{untrusted}}", "protocol": "http2" },
                "misnamed": { "url": "https://localhost:{{misnamed}}" }
              },
              "routes": [
                { "flag": "right.any", "methods": ["GET", "POST"], "path": "/right" },
                { "flag": "righth2.any", "methods": ["GET", "POST"], "path": "/righth2" },
                { "flag": "untrusted.any", "methods": ["GET", "POST"], "path": "/untrusted" },
                { "flag": "untrustedh2.any", "methods": ["GET", "POST"], "path": "/untrustedh2" },
                { "flag": "misnamed.any", "methods": ["GET", "POST"], "path": "/misnamed" }
              ],
              // Patience for a machine that is busy.
              "strangler": { "connectTimeout": "00:00:10", "fallbackAfter": "00:00:20" },
              "feature_management": { "feature_flags": [] }
            }
            """,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["SSL_CERT_FILE"] = bundle });
        await _gateway.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _trusted.Dispose();
        _stranger.Dispose();
    }

    [Fact]
    public async Task Service_ByItsCertificate_GetsTheRequestsOrTheMonolithAnswersThem()
    {
        foreach (var (service, by) in new[] { ("right", "service"), ("righth2", "service"), ("untrusted", "monolith"), ("untrustedh2", "monolith"), ("misnamed", "monolith") })
        {
            await _gateway.ShiftAsync(service, 100);
            // Nothing was sent, so a POST may be answered by the monolith too.
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
            {
                (await _gateway.SendAsync(method, $"/{service}")).ShouldBe((HttpStatusCode.OK, by), $"{method} {service}\n{_gateway.Process.Output}");
            }
        }

        var routes = (await _gateway.CliAsync("status", "--json")).ShouldSucceed().Json["routes"]!.AsArray();
        routes.Where(r => r!["fallbackReasons"]!.AsObject().Count > 0).Select(r => $"{r!["route"]} {r["fallbackReasons"]!.ToJsonString()}").ShouldBe(
            ["misnamed.any {\"unreachable\":2}", "untrusted.any {\"unreachable\":2}", "untrustedh2.any {\"unreachable\":2}"], ignoreOrder: true);
    }

    /// <summary>A server that says its name in <c>X-By</c>.</summary>
    private async Task<int> StartAsync(string name, X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var port = Ports.Free();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.Headers["X-By"] = name;
            return context.Response.WriteAsync(name);
        });
        await app.StartAsync();
        _servers.Add(app);
        return port;
    }
}
