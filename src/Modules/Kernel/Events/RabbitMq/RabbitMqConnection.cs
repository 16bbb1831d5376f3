using System.Diagnostics.Metrics;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Monolith.Kernel.Events.RabbitMq;

/// <summary>This process's one connection to the broker, made anew by whoever needs it next. They pause between attempts, each by its own back-off.</summary>
internal sealed partial class RabbitMqConnection : IAsyncDisposable
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly RabbitMqSettings _settings;
    private readonly ILogger<RabbitMqConnection> _logger;
    private readonly Meter _meter = new(EventMetrics.Name);
    private readonly SemaphoreSlim _turn = new(1);
    private IConnection? _connection;

    public RabbitMqConnection(RabbitMqSettings settings, ILogger<RabbitMqConnection> logger)
    {
        (_settings, _logger) = (settings, logger);
        _meter.CreateObservableGauge("monolith.events.broker.down", () => IsDown ? 1 : 0, unit: null, "1 while this process has lost RabbitMQ.");
    }

    /// <summary>Whether it was lost, or could not be made, and nobody has it again.</summary>
    public bool IsDown { get; private set; }

    /// <summary>Opens a channel, and the connection if there is none.</summary>
    /// <exception cref="Exception">Any of the client's, which RabbitMqFailures knows: the broker cannot be reached, or does not want us.</exception>
    public async Task<IChannel> OpenChannelAsync(CreateChannelOptions options, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_connection is not { IsOpen: true } connection)
            {
                await CloseAsync();
                IsDown = true;
                _connection = connection = await Factory().CreateConnectionAsync(cancellationToken);
                IsDown = false;
                connection.ConnectionShutdownAsync += (_, reason) =>
                {
                    IsDown = reason.Initiator != ShutdownInitiator.Application;
                    return Task.CompletedTask;
                };
                LogConnected(_settings.Host!, _settings.ActualPort);
            }

            return await connection.CreateChannelAsync(options, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _turn.Dispose();
        _meter.Dispose();
    }

    private async Task CloseAsync()
    {
        var closing = _connection;
        _connection = null;
        await (closing?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private ConnectionFactory Factory() => new()
    {
        HostName = _settings.Host!,
        Port = _settings.ActualPort,
        VirtualHost = _settings.VirtualHost,
        UserName = _settings.Username!,
        Password = _settings.ReadPassword(),
        // What has to be declared, and what was under way, is known here and not to the client.
        AutomaticRecoveryEnabled = false,
        TopologyRecoveryEnabled = false,
        RequestedHeartbeat = Heartbeat,
        RequestedConnectionTimeout = Patience,
        ContinuationTimeout = Patience,
        HandshakeContinuationTimeout = Patience,
        Ssl = new SslOption { Enabled = _settings.Tls, ServerName = _settings.Host!, CertificateValidationCallback = _settings.TlsAuthorityFile is null ? null : IsOfAuthority },
    };

    // The name was checked already; only who signed it is ours to say.
    private bool IsOfAuthority(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || chain is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        using var own = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
        own.ChainPolicy.CustomTrustStore.ImportFromPemFile(_settings.TlsAuthorityFile!);
        foreach (var element in chain.ChainElements)
        {
            own.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        using var presented = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return own.Build(presented);
    }

    [LoggerMessage(EventIds.EventBrokerConnected, LogLevel.Information, "Connected to the broker of events at {Host}:{Port}")]
    private partial void LogConnected(string host, int port);
}
