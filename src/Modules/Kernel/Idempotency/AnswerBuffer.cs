using Microsoft.AspNetCore.Http;

namespace Monolith.Kernel.Idempotency;

/// <summary>Holds an action's answer back until it is known whether it counts.</summary>
internal sealed class AnswerBuffer : IDisposable
{
    private readonly HttpResponse _response;
    private readonly Stream _client;
    private readonly MemoryStream _body = new();

    public AnswerBuffer(HttpResponse response)
    {
        _response = response;
        _client = response.Body;
        response.Body = _body;
    }

    /// <summary>What was answered so far.</summary>
    public StoredAnswer Answer => new(_response.StatusCode, _response.ContentType, _response.Headers.Location, _body.ToArray());

    /// <summary>From here on the response goes to the client again.</summary>
    public void Dispose()
    {
        _response.Body = _client;
        _body.Dispose();
    }
}
