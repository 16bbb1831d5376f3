using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monolith.Unit.Strangler.Forwarding;

/// <summary>A service on a bare TCP socket that does to each connection what the test says, and counts every request that reached it.</summary>
internal sealed class FaultyService : IAsyncDisposable
{
    public const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"by\":\"service\"}";

    private readonly TcpListener _listener;
    private readonly Func<Connection, Task> _script;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private int _requests;
    private int _accepted;

    public FaultyService(Func<Connection, Task> script)
    {
        _script = script;
        var port = Ports.Free();
        _listener = new(IPAddress.Loopback, port);
        _listener.Start();
        Url = $"http://127.0.0.1:{port}";
        _accepting = AcceptAsync();
    }

    public string Url { get; }

    /// <summary>Request heads that were read to their end.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>The heads, first line and headers.</summary>
    public ConcurrentQueue<string> Heads { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([_accepting, .. _connections]);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _accepted);
                _connections.Add(ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await _script(new Connection(this, client, _stop.Token));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The other side ended it, or the test did.
            }
        }
    }

    internal sealed class Connection(FaultyService service, TcpClient client, CancellationToken stop)
    {
        private readonly NetworkStream _stream = client.GetStream();

        /// <summary>Reads one request's head, byte by byte so that nothing of the body is taken; empty at the connection's end.</summary>
        public async Task<string> ReadHeadAsync()
        {
            var head = new StringBuilder();
            var one = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                if (await _stream.ReadAsync(one, stop) == 0)
                {
                    return "";
                }

                head.Append((char)one[0]);
            }

            Interlocked.Increment(ref service._requests);
            service.Heads.Enqueue(head.ToString());
            return head.ToString();
        }

        public async Task<string> ReadBodyAsync(int length)
        {
            var body = new byte[length];
            await _stream.ReadExactlyAsync(body, stop);
            return Encoding.UTF8.GetString(body);
        }

        public async Task WriteAsync(string text) => await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop);

        public Task StallAsync() => Task.Delay(Timeout.Infinite, stop);

        /// <summary>Ends with RST instead of FIN.</summary>
        public void Reset()
        {
            client.LingerState = new LingerOption(enable: true, seconds: 0);
            client.Close();
        }
    }
}
