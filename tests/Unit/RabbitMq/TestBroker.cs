using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RabbitMQ.Client;

namespace Monolith.Unit.RabbitMq;

/// <summary>
/// A RabbitMQ of the tests' own, in a temporary folder, on ports of its own. It is gone, with its folder, when this process ends in any way, kill -9 included: its guardian waits for the end of our
/// pipe. One is shared by all tests, which keep apart by the prefix of their names; another is there to be killed.
/// </summary>
internal sealed class TestBroker
{
    public const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    /// <summary>The collection of the classes that kill the same one.</summary>
    public const string Killing = "The broker that is killed";
    private const string Guest = "guest";

    // $1 folder, $2 port, $3 port of epmd, $4 of Erlang's distribution, $5 for TLS. RabbitMQ would leave an epmd of everybody's behind; this one is ours. The script replaces itself by the broker, so $! is that.
    private const string Guardian =
        """
        cd "$1" || exit 1
        printf 'listeners.tcp.1 = 127.0.0.1:%s\nlog.console = true\nlog.console.level = warning\nlog.file = false\ndisk_free_limit.absolute = 1MB\nraft.wal_max_size_bytes = 16777216\n' "$2" > rabbitmq.conf
        printf 'listeners.ssl.1 = 127.0.0.1:%s\nssl_options.cacertfile = ca.pem\nssl_options.certfile = cert.pem\nssl_options.keyfile = key.pem\nssl_options.versions.1 = tlsv1.2\n' "$5" >> rabbitmq.conf
        echo '[].' > plugins
        export HOME="$1" ERL_EPMD_PORT="$3" ERL_EPMD_ADDRESS=127.0.0.1 RABBITMQ_DIST_PORT="$4" RABBITMQ_NODENAME="test$2@localhost" RABBITMQ_MNESIA_BASE="$1/data" RABBITMQ_LOG_BASE="$1/log"
        export RABBITMQ_CONFIG_FILE="$1/rabbitmq" RABBITMQ_ENABLED_PLUGINS_FILE="$1/plugins" RABBITMQ_PID_FILE="$1/pid" RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_ALLOW_INPUT=1
        export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}'
        epmd -address 127.0.0.1 -port "$3" </dev/null >/dev/null 2>&1 &
        epmd=$!
        start() { /usr/lib/rabbitmq/bin/rabbitmq-server -noinput </dev/null >>server.log 2>&1 & server=$!; }
        stop() { [ -z "$server" ] || { kill -9 $server; wait $server 2>/dev/null; server=; }; }
        start
        while read -r command; do
          $command
        done
        stop; kill $epmd; wait; rm -rf "$1"
        """;

    private static readonly Lazy<Task<TestBroker>> Common = new(StartAsync);
    private static readonly Lazy<Task<TestBroker>> ToKill = new(StartAsync);

    private readonly string _folder = Directory.CreateTempSubdirectory("rabbit").FullName;
    private readonly Process _guardian;

    private TestBroker()
    {
        WriteCertificate();
        var start = new ProcessStartInfo("sh", ["-c", Guardian, "sh", _folder, $"{Port}", $"{Ports.Free()}", $"{Ports.Free()}", $"{TlsPort}"]) { RedirectStandardInput = true, UseShellExecute = false };
        _guardian = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => _guardian.StandardInput.Close();
    }

    /// <summary>Null where there is a broker to start.</summary>
    public static string? Missing { get; } = File.Exists(Program) ? null : $"{Program} not found (package rabbitmq-server): no event went by RabbitMQ.";

    public int Port { get; } = Ports.Free();

    public int TlsPort { get; } = Ports.Free();

    /// <summary>Of who signed its certificate, which is for localhost.</summary>
    public string AuthorityFile => Path.Combine(_folder, "ca.pem");

    public static Task<TestBroker> SharedAsync() => Common.Value;

    public static Task<TestBroker> KillableAsync() => ToKill.Value;

    public (string Key, string Value)[] SettingsFor(string prefix) =>
    [
        ("Events:Transport", "RabbitMq"),
        ("Events:RabbitMq:Host", "127.0.0.1"),
        ("Events:RabbitMq:Port", $"{Port}"),
        ("Events:RabbitMq:Username", Guest),
        ("Events:RabbitMq:Password", Guest),
        ("Events:RabbitMq:Prefix", prefix),
    ];

    /// <summary>By kill -9. It stays away until <see cref="StartAgainAsync"/>.</summary>
    public Task KillAsync() => OrderAsync("stop");

    /// <summary>On what it has written.</summary>
    public Task StartAgainAsync() => OrderAsync("start");

    /// <summary>
    /// That it will have this queue after a kill: RabbitMQ writes down which log is a quorum queue's half a second after it has said that there is one. Without that the queue comes back with an empty
    /// log and no leader, for ever (rabbitmq-server issue 15725).
    /// </summary>
    public bool HasWritten(string queue)
    {
        using var names = new FileStream(Path.Combine(_folder, $"data/test{Port}@localhost/quorum/test{Port}@localhost/names.dets"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var content = new MemoryStream();
        names.CopyTo(content);
        return content.ToArray().AsSpan().IndexOf(Encoding.ASCII.GetBytes(queue)) >= 0;
    }

    public Task<IConnection> ConnectAsync() => new ConnectionFactory { HostName = "127.0.0.1", Port = Port, UserName = Guest, Password = Guest, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    private async Task OrderAsync(string command)
    {
        await _guardian.StandardInput.WriteLineAsync(command);
        await _guardian.StandardInput.FlushAsync();
    }

    private void WriteCertificate()
    {
        using var authority = new CertificateAuthority();
        using var certificate = authority.Issue("localhost");
        using var key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(AuthorityFile, authority.Pem);
        File.WriteAllText(Path.Combine(_folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private static async Task<TestBroker> StartAsync()
    {
        var broker = new TestBroker();
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            try
            {
                await using var connection = await broker.ConnectAsync();
                return broker;
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or TimeoutException && !broker._guardian.HasExited && waited.Elapsed < TimeSpan.FromMinutes(5))
            {
                // Not yet.
            }
        }
    }
}
