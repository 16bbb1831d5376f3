using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Monolith.Strangler.Routing.Forwarding.Connections;

namespace Monolith.Strangler.Routing.Forwarding.Http1;

/// <summary>
/// An exchange over HTTP/1.1, spoken to the socket directly: it knows whether anything was sent, sends nothing twice that is not safe, and a small request
/// and its answer cost one write and one read.
/// </summary>
internal sealed class Http1Exchange(ForwardingWay way, bool isSubstitutable) : Exchange(way, isSubstitutable)
{
    // A body that is larger, or of unknown length, leaves after the head.
    private const int LargestWithHead = 16 * 1024;

    // RFC 9110, 10.1.1: who announced a body and is told nothing does not wait for ever.
    private static readonly TimeSpan LongestWaitForContinue = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestWaitForBytes = TimeSpan.FromSeconds(1);

    private CancellationTokenSource? _stop;
    private Http1Connection? _connection;
    private RequestUpload? _upload;
    private TaskCompletionSource<bool>? _continue;
    private Task _sending = Task.CompletedTask;
    private bool _isSent;
    private bool _isReusable;
    private volatile bool _isAborted;

    public override bool NothingSent => !_isSent;

    public override bool IsClientsFault => Body is { IsBroken: true } || Context.RequestAborted.IsCancellationRequested && !TimedOut;

    private CancellationToken Stop => _stop?.Token ?? CancellationToken.None;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<bool> RunAsync()
    {
        var isWhole = false;
        _stop = Body is null ? null : new();
        using (Context.RequestAborted.UnsafeRegister(static exchange => ((Http1Exchange)exchange!).Abort(), this))
        using (Patience.Token.UnsafeRegister(static exchange => ((Http1Exchange)exchange!).Abort(), this))
        {
            try
            {
                isWhole = await PassOnAsync(await AskAsync());
            }
            catch (NoConnectionException)
            {
                HasNoConnection = !_isSent;
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException or FormatException or InvalidOperationException)
            {
                ClientsStatus = (e as BadHttpRequestException)?.StatusCode ?? ClientsStatus;
            }
        }

        await EndAsync(isWhole);
        return isWhole;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _stop?.Dispose();
    }

    /// <summary>Sends the request and waits for the head of its answer.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Http1Connection> AskAsync()
    {
        var connection = Server.Connections.TakeIdle() ?? await OpenAsync();
        while (true)
        {
            Use(connection);
            try
            {
                await SendAsync(connection);
                while (!connection.Head.TryRead(connection.Received) || PassesInterim(connection))
                {
                    if (!connection.Add(await connection.ReadAsync()))
                    {
                        throw new NotHttpException("The connection ended before the answer.");
                    }
                }

                _continue?.TrySetResult(false);
                return connection;
            }
            catch (IOException) when (connection.WasUsed && connection.Received.IsEmpty && IsSafe && Body is null && !_isAborted)
            {
                // The server closed a connection that it held for idle (RFC 9112, 9.3.1).
            }

            connection.Dispose();
            connection = await OpenAsync();
        }
    }

    private async ValueTask<Http1Connection> OpenAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Context.RequestAborted, Patience.Token);
        return await Server.Connections.OpenAsync(patience.Token);
    }

    private void Use(Http1Connection connection)
    {
        Interlocked.Exchange(ref _connection, connection);
        if (_isAborted)
        {
            throw new OperationCanceledException();
        }
    }

    private async ValueTask SendAsync(Http1Connection connection)
    {
        var length = Context.Request.ContentLength;
        var waits = Body is not null && Context.Request.Headers.Expect.Count > 0;
        RequestHead.Write(connection.ToSend, Context, Body is not null && length is null);
        if (Body is not null)
        {
            _upload = new(Body, connection, length);
            if (length <= LargestWithHead && !waits)
            {
                await _upload.AddPartAsync(Stop);
            }
        }

        _isSent = true;
        await connection.SendAsync();
        connection.Sent();
        if (waits)
        {
            _continue = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _sending = SendWhenWantedAsync(_upload!, _continue.Task);
        }
        else if (_upload is { IsWhole: false })
        {
            _sending = _upload.SendRestAsync(Stop);
        }
    }

    private async Task SendWhenWantedAsync(RequestUpload upload, Task<bool> wanted)
    {
        await Task.WhenAny(wanted, Task.Delay(LongestWaitForContinue, Stop));
        if (!wanted.IsCompleted || await wanted)
        {
            await upload.SendRestAsync(Stop);
        }
    }

    // More may be there already.
    private bool PassesInterim(Http1Connection connection)
    {
        var head = connection.Head;
        while (head.IsInterim)
        {
            if (head.Status == StatusCodes.Status101SwitchingProtocols)
            {
                throw new NotHttpException("The server switched to a protocol that nobody asked for.");
            }

            if (head.Status == StatusCodes.Status100Continue)
            {
                _continue?.TrySetResult(true);
            }

            connection.Consume(head.Length);
            if (!head.TryRead(connection.Received))
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>Whether the client was given the whole answer.</returns>
    private async ValueTask<bool> PassOnAsync(Http1Connection connection)
    {
        var head = connection.Head;
        var isAccepted = Accept(head.Status);
        if (isAccepted)
        {
            AnswerHead.PassOn(head, connection.Received, Context.Response, IsForTheClient);
        }

        var (keepsAlive, framing) = (head.KeepsAlive, head.Framing(HttpMethods.IsHead(Context.Request.Method)));
        connection.Consume(head.Length);
        using var answer = new Http1Answer(connection, framing, Client, Patience);
        if (!answer.IsHere)
        {
            if (!isAccepted)
            {
                return false;
            }

            await PassOnSlowlyAsync(answer);
        }
        else if (isAccepted)
        {
            await Client.StartAsync();
            answer.PassOnWhole(Context.Response);
        }
        else
        {
            answer.Drop();
        }

        _isReusable = keepsAlive && framing != BodyFraming.UntilClose && connection.Received.IsEmpty;
        return isAccepted;
    }

    private async ValueTask PassOnSlowlyAsync(Http1Answer answer)
    {
        var isStream = IsStream(Context.Response.ContentType);
        var closing = isStream ? BeginStream(Limits.LongLived) : CancellationToken.None;
        // Ended here, it ends for the client as if the server had ended it.
        using var ended = closing.UnsafeRegister(static exchange => ((Http1Exchange)exchange!)._connection!.Dispose(), this);
        try
        {
            await answer.PassOnAsync(Context.Response, IsSubstitutable, isStream);
        }
        catch (Exception) when (closing.IsCancellationRequested && !_isAborted)
        {
            await answer.EndAsync();
        }
        catch
        {
            await answer.DiscardAsync();
            throw;
        }
    }

    private void Abort()
    {
        _isAborted = true;
        Interlocked.CompareExchange(ref _connection, null, null)?.Dispose();
        _stop?.Cancel();
    }

    // A server may answer in full without having read the whole body; the rest is not for this connection then.
    private async ValueTask EndAsync(bool isWhole)
    {
        var connection = _connection;
        if (connection is null)
        {
            return;
        }

        if (_isReusable && !_isAborted && _upload is not { IsWhole: false } && _sending.IsCompletedSuccessfully)
        {
            Server.Connections.Return(connection);
            return;
        }

        connection.Dispose();
        if (!_sending.IsCompleted)
        {
            // It ends by itself at the client's next bytes. Cancelled, it would leave Kestrel in the middle of a read: it could not take what the client still
            // sends, and would end the connection before the client has its answer.
            await (isWhole ? Client.Writer.FlushAsync() : default);
            await Task.WhenAny(_sending, Task.Delay(LongestWaitForBytes, Stop));
            await _stop!.CancelAsync();
        }

        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
