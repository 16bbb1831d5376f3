using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monolith.Unit.Strangler.Forwarding;

/// <summary>A service on a bare TCP socket that does to each connection what the test says, and counts every request that reached it.</summary>
internal sealed class FaultyService : IAsyncDisposable
{
    public const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"by\":\"service\"}";

    private readonly Socket _listener;
    private readonly Func<Connection, Task> _script;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private int _requests;
    private int _accepted;

    /// <param name="script">What happens to each connection.</param>
    /// <param name="socketPath">For one that listens on a unix socket.</param>
    public FaultyService(Func<Connection, Task> script, string? socketPath = null)
    {
        _script = script;
        var port = Ports.Free();
        _listener = socketPath is null ? new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) : new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(socketPath is null ? new IPEndPoint(IPAddress.Loopback, port) : new UnixDomainSocketEndPoint(socketPath));
        _listener.Listen();
        Url = socketPath is null ? $"http://127.0.0.1:{port}" : $"unix:{socketPath}";
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
        _listener.Dispose();
        await Task.WhenAll([_accepting, .. _connections]);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync(_stop.Token);
                Interlocked.Increment(ref _accepted);
                _connections.Add(ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(Socket client)
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

    internal sealed class Connection(FaultyService service, Socket client, CancellationToken stop)
    {
        private readonly NetworkStream _stream = new(client, ownsSocket: false);

        public string LastHead { get; private set; } = "";

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
            LastHead = head.ToString();
            service.Heads.Enqueue(LastHead);
            return LastHead;
        }

        public async Task<string> ReadBodyAsync(int length)
        {
            var body = new byte[length];
            await _stream.ReadExactlyAsync(body, stop);
            return Encoding.UTF8.GetString(body);
        }

        /// <summary>Everything until the other side ends.</summary>
        public async Task<string> ReadToEndAsync()
        {
            using var all = new MemoryStream();
            await _stream.CopyToAsync(all, stop);
            return Encoding.Latin1.GetString(all.ToArray());
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
