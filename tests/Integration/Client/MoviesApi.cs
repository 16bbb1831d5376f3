using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Monolith.Kernel.Web;
using Shouldly;

namespace Monolith.Integration.Client;

/// <summary>Speaks to the public listener as the frontend in a browser does: the same headers, no cookies, no redirects.</summary>
internal sealed class MoviesApi : IDisposable
{
    public const string Origin = "http://localhost:5173";
    private readonly HttpClient _client;

    /// <param name="address">Of the public listener.</param>
    /// <param name="from">The loopback address the requests come from; null: the usual one.</param>
    public MoviesApi(Uri address, IPAddress? from = null)
    {
        Address = address;
        var handler = new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false };
        if (from is not null)
        {
            handler.ConnectCallback = (context, cancellationToken) => ConnectAsync(from, context.DnsEndPoint, cancellationToken);
        }

        _client = new HttpClient(new SocketErrorHandler(handler))
        {
            BaseAddress = address,
            // The frontend gives up after 5 s; a test wants to see what came later.
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    public Uri Address { get; }

    /// <summary>Sees every answer.</summary>
    public Action<Answer>? Answered { get; set; }

    public Task<Answer> GetAsync(string path, string? token = null) => SendAsync(HttpMethod.Get, path, token);

    public Task<Answer> PostAsync(string path, string? json, string? token = null) => SendAsync(HttpMethod.Post, path, token, json);

    public Task<Answer> PutAsync(string path, string? json, string? token = null) => SendAsync(HttpMethod.Put, path, token, json);

    public Task<Answer> DeleteAsync(string path, string? json, string? token = null) => SendAsync(HttpMethod.Delete, path, token, json);

    public Task<Answer> PostFormAsync(string path, MultipartFormDataContent form, string? token = null) => SendAsync(HttpMethod.Post, path, token, form, "a form", []);

    public Task<Answer> SendAsync(HttpMethod method, string path, string? token = null, string? json = null, params (string Name, string Value)[] headers)
        => SendAsync(method, path, token, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"), json, headers);

    /// <summary>A new user with a session.</summary>
    public async Task<SignedInUser> SignUpAsync(string password = "password")
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        var registered = await PostAsync("/api/auth/register", new JsonObject { ["name"] = "Ana", ["email"] = email, ["password"] = password }.ToJsonString());
        registered.Status.ShouldBe(201, registered.ToString());
        return await SignInAsync(email, password, registered.Json!["user"]!["id"]!.GetValue<int>());
    }

    /// <summary>A new user of the trading frontend, with a session.</summary>
    /// <param name="username">Null: one that nobody has.</param>
    public async Task<SignedInUser> SignUpToTradeAsync(string? username = null)
    {
        var (name, password) = (username ?? $"u{Guid.NewGuid():N}", "secret1");
        var signup = await PostAsync("/signup", new JsonObject { ["username"] = name, ["email"] = $"{name}@example.com", ["password"] = password }.ToJsonString());
        signup.Status.ShouldBe(200, signup.ToString());
        var login = await PostAsync("/login", new JsonObject { ["username"] = name, ["password"] = password }.ToJsonString());
        login.Status.ShouldBe(200, login.ToString());
        return new SignedInUser(this, signup.Json!["user_id"]!.GetValue<int>(), $"{name}@example.com", password, login.Json!["access_token"]!.GetValue<string>());
    }

    /// <summary>Another session of a user.</summary>
    public async Task<SignedInUser> SignInAsync(string email, string password, int id)
    {
        var answer = await PostAsync("/api/auth/login", new JsonObject { ["email"] = email, ["password"] = password }.ToJsonString());
        answer.Status.ShouldBe(200, answer.ToString());
        return new SignedInUser(this, id, email, password, answer.Json!["access_token"]!.GetValue<string>());
    }

    public void Dispose() => _client.Dispose();

    private async Task<Answer> SendAsync(HttpMethod method, string path, string? token, HttpContent? content, string? shown, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/plain, */*");
        request.Headers.TryAddWithoutValidation("Origin", Origin);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                // It describes the body.
                request.Content!.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
            }
        }

        var started = Stopwatch.GetTimestamp();
        using var response = await _client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        var answer = new Answer($"{method} {path} {shown}", (int)response.StatusCode, body, HeadersOf(response), started, Stopwatch.GetTimestamp());
        Answered?.Invoke(answer);
        return answer;
    }

    private static async ValueTask<Stream> ConnectAsync(IPAddress from, DnsEndPoint to, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(to, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage response) => response.Headers
        .Concat(response.Content.Headers)
        .ToDictionary(h => h.Key.ToLowerInvariant(), h => string.Join('\n', h.Value), StringComparer.Ordinal);
}
