using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Modules;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Routes;

/// <summary>Two flags on one path, told apart by the body's type, which is all that is looked at of a body.</summary>
public sealed class ContentTypeRoutesTests : IDisposable
{
    private const int Requests = 2000;

    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddRouting().AddSingleton(new System.Diagnostics.DiagnosticListener("test")).BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData("application/json", "kyc.json")]
    [InlineData("Application/Json; charset=utf-8", "kyc.json")]
    [InlineData("multipart/form-data; boundary=----x", "kyc.form")]
    [InlineData("multipart/mixed; boundary=x", null)]
    [InlineData("application/vnd.shop+json", "kyc.json")]
    [InlineData("garbage", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public async Task Match_ContentType_IsTheFlagThatTakesIt(string? contentType, string? flag)
    {
        var context = Request(contentType);
        await Pipeline(WithTwoForms)(context);
        context.GetEndpoint().ShouldNotBeNull();
        context.GetEndpoint()!.Metadata.GetMetadata<ExtractableAttribute>()?.Flag.ShouldBe(flag);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=----x")]
    [InlineData("text/plain")]
    public async Task Match_ByContentType_AllocatesNoMoreThanAnyOther(string contentType)
    {
        var without = await AllocatedAsync(Pipeline(app => app.MapPost("/submit", () => "")), contentType);
        (await AllocatedAsync(Pipeline(WithTwoForms), contentType)).ShouldBe(without);
    }

    private static void WithTwoForms(Microsoft.AspNetCore.Routing.IEndpointRouteBuilder app)
    {
        app.MapPost("/submit", () => "").WithMetadata(new ExtractableAttribute("kyc.json"), new AcceptsMetadata(["application/json"]));
        app.MapPost("/submit", () => "").WithMetadata(new ExtractableAttribute("kyc.form"), new AcceptsMetadata(["multipart/form-data"]));
        app.MapPost("/submit", () => "");
    }

    private static async Task<long> AllocatedAsync(RequestDelegate pipeline, string contentType)
    {
        var context = Request(contentType);
        var allocated = 0L;
        // The first round is the compilers'.
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Requests; i++)
            {
                context.SetEndpoint(null);
                context.Request.RouteValues = null!;
                await pipeline(context);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return allocated / Requests;
    }

    private static DefaultHttpContext Request(string? contentType)
    {
        var context = new DefaultHttpContext { Request = { Method = "POST", Path = "/submit" } };
        context.Request.ContentType = contentType;
        context.Request.Body = new UnreadableStream();
        return context;
    }

    private RequestDelegate Pipeline(Action<Microsoft.AspNetCore.Routing.IEndpointRouteBuilder> map)
    {
        var pipeline = new ApplicationBuilder(_services);
        pipeline.UseRouting();
        pipeline.Run(_ => Task.CompletedTask);
        pipeline.UseEndpoints(map);
        return pipeline.Build();
    }

    private sealed class UnreadableStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("The body was read.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new InvalidOperationException("The body was read.");
    }
}
