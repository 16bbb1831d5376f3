using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Revocation;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Security;

/// <summary>The endpoints stand for what may also have been forwarded: all that is seen here is the answer.</summary>
public sealed class SessionEndTests : IAsyncLifetime
{
    private readonly KnownSessions _sessions = new();
    private readonly HttpClient _client = new();
    private readonly WebApplication _app;
    private bool _signedIn = true;

    public SessionEndTests()
    {
        var url = $"http://127.0.0.1:{Ports.Free()}";
        _client.BaseAddress = new Uri(url);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Services.AddSingleton<ISessionRevocations>(_sessions);
        _app = builder.Build();
        _app.UseRouting();
        _app.Use((context, next) =>
        {
            if (_signedIn)
            {
                var now = DateTimeOffset.UtcNow;
                context.Features.Set(new AccessToken("monolith", "monolith", 42, Guid.NewGuid(), Guid.NewGuid(), now, now, now.AddHours(1)));
            }

            return next(context);
        });
        _app.UseSessionEnd();
        _app.MapPost("/end/{status:int}", (int status) => Results.StatusCode(status)).WithMetadata(new EndsSessionAttribute());
        _app.MapPost("/other", () => "done");
    }

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("/end/200", SessionState.Revoked)]
    [InlineData("/end/204", SessionState.Revoked)]
    [InlineData("/end/401", SessionState.Active)]
    [InlineData("/end/502", SessionState.Active)]
    [InlineData("/other", SessionState.Active)]
    public async Task Answer_OfEachKind_EndsTheSessionOnlyWhenItsActionSucceeded(string path, SessionState expected)
    {
        using var response = await _client.PostAsync(path, content: null);

        _sessions.State.ShouldBe(expected);
    }

    [Fact]
    public async Task Answer_NobodySignedIn_EndsNothing()
    {
        _signedIn = false;

        using var response = await _client.PostAsync("/end/200", content: null);

        _sessions.State.ShouldBe(SessionState.Active);
    }
}
