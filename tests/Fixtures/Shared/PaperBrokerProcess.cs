using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Shouldly;

namespace Monolith.Shared;

/// <summary>The paper broker as a process on a free port, with its demo credentials and its faults.</summary>
internal sealed class PaperBrokerProcess : IAsyncDisposable
{
    public const string KotakKeys = """{"consumer_key":"paperkotakkey","consumer_secret":"paperkotaksecret"}""";
    public const string KotakOtp = "123456";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly HttpClient _client;

    private PaperBrokerProcess(Process process, Uri url)
    {
        _process = process;
        Url = url;
        _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = url };
    }

    public Uri Url { get; }

    public string KotakUrl => $"{Url}kotak";

    public string KiteUrl => $"{Url}kite";

    /// <summary>Where Zerodha's log-in leaves the browser.</summary>
    public string RedirectUri => $"{Url}kite/connect/done";

    public string ZerodhaKeys => $$"""{"api_key":"paperkitekey","api_secret":"paperkitesecret","redirect_uri":"{{RedirectUri}}"}""";

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="assembly">The path of the built program.</param>
    /// <param name="allowFaults">Whether <see cref="BreakAsync"/> works.</param>
    /// <param name="arguments">More settings, <c>--Paper:Seed 1</c>.</param>
    public static async Task<PaperBrokerProcess> StartAsync(string assembly, bool allowFaults = true, params string[] arguments)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free()}");
        var start = new ProcessStartInfo("dotnet", [assembly, "--Urls", url, "--Paper:AllowFaults", $"{allowFaults}", .. arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(assembly),
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        // A host's own address in the environment would win over nothing here, but be told twice.
        start.Environment.Remove("ASPNETCORE_URLS");
        var broker = new PaperBrokerProcess(Process.Start(start)!, new Uri(url));
        broker._process.BeginOutputReadLine();
        await Eventually.BecomesTrueAsync(broker.AnswersAsync, StartLimit);
        return broker;
    }

    public static string KotakLogin(int user) => $$"""{"mobile_number":"+9190000000{{user:00}}","password":"Paper@123"}""";

    /// <summary>Sets a fault of the paper broker's, as JSON; null takes it back.</summary>
    public async Task BreakAsync(string? fault)
    {
        using var answer = fault is null
            ? await _client.DeleteAsync("/faults")
            : await _client.PutAsync("/faults", new StringContent(fault, System.Text.Encoding.UTF8, "application/json"));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Goes through Zerodha's log-in as a browser does.</summary>
    /// <returns>The address at which it arrives.</returns>
    public async Task<string> LogInWithBrowserAsync(string loginUrl, int user)
    {
        (await _client.GetStringAsync(loginUrl)).ShouldContain("<form");
        var parameters = Uri.UnescapeDataString(loginUrl[(loginUrl.IndexOf("redirect_params=", StringComparison.Ordinal) + 16)..]);
        using var answer = await _client.PostAsync(
            loginUrl, new FormUrlEncodedContent([new("user_id", $"PAPER{user:00}"), new("password", "paper-password"), new("redirect_params", parameters)]));
        return answer.Headers.Location.ShouldNotBeNull(await answer.Content.ReadAsStringAsync()).AbsoluteUri;
    }

    /// <summary>Any request of its own APIs.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client.SendAsync(request);

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        _client.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        _process.HasExited.ShouldBeFalse("The paper broker ended while starting.");
        try
        {
            return await _client.GetStringAsync("/health/ready") == "ready";
        }
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            return false;
        }
    }
}
