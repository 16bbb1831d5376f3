using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Monolith.Integration.Environments;
using Monolith.Kernel.Web;

namespace Monolith.Integration.Gateway;

/// <summary>One built gateway: its file, its data, its two doors.</summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly string _folder = RunDirectory.NewFolder("gw");
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly Uri _internal;

    /// <param name="text">Of the file.</param>
    /// <param name="environment">Settings that are no part of the file.</param>
    public GatewayUnderTest(string text, IReadOnlyDictionary<string, string>? environment = null)
    {
        _environment = environment ?? new Dictionary<string, string>(StringComparer.Ordinal);
        (Port, InternalPort) = (Ports.Free(), Ports.Free());
        _internal = new($"http://127.0.0.1:{InternalPort}");
        Client = new(new SocketErrorHandler(new() { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })) { BaseAddress = new($"http://127.0.0.1:{Port}"), Timeout = TimeSpan.FromSeconds(60) };
        Write(text);
    }

    public int Port { get; }

    public int InternalPort { get; }

    public HttpClient Client { get; }

    public string File => Path.Combine(_folder, "strangler.json");

    public string Text => System.IO.File.ReadAllText(File);

    public ServerProcess Process { get; private set; } = null!;

    public void Write(string text) => System.IO.File.WriteAllText(File, text);

    public async Task StartAsync()
    {
        Process = Run();
        await ReadinessProbe.WaitAsync(Process, _internal, StartLimit);
    }

    /// <summary>Without waiting for it.</summary>
    public ServerProcess Run(params string[] options)
        => ServerProcess.Start(
            "Gateway", BuiltPrograms.Gateway, _environment,
            [File, "--Urls", $"http://127.0.0.1:{Port}", "--InternalUrl", _internal.GetLeftPart(UriPartial.Authority), "--DataDir", Path.Combine(_folder, "data"), .. options]);

    public Task<CliResult> CliAsync(params string[] arguments) => StranglerCli.RunAsync(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["STRANGLER_URL"] = _internal.GetLeftPart(UriPartial.Authority),
            ["STRANGLER_TOKEN_FILE"] = Path.Combine(_folder, "data", "operator-token"),
        },
        arguments);

    public async Task ShiftAsync(string target, int percent) => (await CliAsync("shift", target, $"{percent}", "--reason", "test")).ShouldSucceed();

    public async Task<decimal> PercentAsync(string route)
        => (await CliAsync("status", "--json")).ShouldSucceed().Json["routes"]!.AsArray().Single(r => r!["route"]!.GetValue<string>() == route)!["percent"]!.GetValue<decimal>();

    /// <summary>Who answered: header <c>X-By</c>.</summary>
    public async Task<(HttpStatusCode Status, string By)> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = method == HttpMethod.Post ? new StringContent("order") : null };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request);
        return (response.StatusCode, response.Headers.TryGetValues("X-By", out var by) ? by.Single() : "gateway");
    }

    /// <summary>A header that says who the caller is; nothing verifies it.</summary>
    public static (string Name, string Value) TokenOf(string user)
        => ("Authorization", $"Bearer e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"sub":"{{user}}"}"""))}.unchecked");

    public async Task<string> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (Process is not null)
        {
            await Process.DisposeAsync();
        }
    }
}
