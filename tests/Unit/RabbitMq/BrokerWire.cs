using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Monolith.Unit.RabbitMq;

/// <summary>Stands between processes and the broker and reads what passes. A step that is withheld never arrives: when the broker is killed then, that is where it was killed.</summary>
internal sealed class BrokerWire : IDisposable
{
    // Before any frame a client says which protocol it speaks.
    private const int GreetingBytes = 8;

    private readonly TcpListener _listener;
    private readonly int _brokerPort;
    private readonly ConcurrentDictionary<BrokerStep, int> _passed = new();
    private readonly ConcurrentDictionary<BrokerStep, int> _withheld = new();
    private readonly ConcurrentDictionary<BrokerStep, bool> _withholding = new();
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly ConcurrentBag<Task> _connections = [];
    private volatile string? _silentFor;

    public BrokerWire(TestBroker broker)
    {
        _brokerPort = broker.Port;
        Port = Ports.Free();
        _listener = new(IPAddress.Loopback, Port);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>From now on.</summary>
    public void Withhold(BrokerStep step) => _withholding[step] = true;

    /// <summary>What comes from now on; what was withheld stays lost.</summary>
    public void LetPass(BrokerStep step) => _withholding.TryRemove(step, out _);

    /// <summary>The broker seems to say nothing any more on a channel by which something is published for this subscriber.</summary>
    public void SilenceFor(string subscriber) => _silentFor = subscriber;

    /// <summary>How many frames have gone on.</summary>
    public int Passed(BrokerStep step) => _passed.GetValueOrDefault(step);

    /// <summary>How many frames were lost.</summary>
    public int Withheld(BrokerStep step) => _withheld.GetValueOrDefault(step);

    /// <summary>When none is left of the connections that were made until now: a broker that is killed takes them all with it.</summary>
    public Task AllLostAsync() => Task.WhenAll(_connections);

    /// <summary>Takes the connections with it.</summary>
    public void Dispose()
    {
        _listener.Dispose();
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync();
                _clients.Add(client);
                _connections.Add(ServeAsync(client));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    // A connection ends for both when it ends for one, as without anybody between.
    private async Task ServeAsync(TcpClient client)
    {
        using var from = client;
        using var to = new TcpClient();
        try
        {
            await to.ConnectAsync(IPAddress.Loopback, _brokerPort);
            var greeting = new byte[GreetingBytes];
            await from.GetStream().ReadExactlyAsync(greeting);
            await to.GetStream().WriteAsync(greeting);
            var silent = new ConcurrentDictionary<ushort, bool>();
            await await Task.WhenAny(PassAsync(from.GetStream(), to.GetStream(), toBroker: true, silent), PassAsync(to.GetStream(), from.GetStream(), toBroker: false, silent));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // Gone, as brokers go here.
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, bool toBroker, ConcurrentDictionary<ushort, bool> silent)
    {
        // A message's head and body follow its method, and nothing else of the channel comes between.
        HashSet<ushort> lost = [];
        while (true)
        {
            var frame = await AmqpFrame.ReadAsync(from);
            if (frame.IsMethod)
            {
                lost.Remove(frame.Channel);
                if (frame.StepOf(toBroker) is { } step && Count(step))
                {
                    lost.Add(frame.Channel);
                }

                if (toBroker && frame.PublishedTo() is { } subscriber && subscriber == _silentFor)
                {
                    silent[frame.Channel] = true;
                }
            }

            if (!lost.Contains(frame.Channel) && (toBroker || !silent.ContainsKey(frame.Channel)))
            {
                await to.WriteAsync(frame.Bytes);
            }
        }
    }

    private bool Count(BrokerStep step)
    {
        var isWithheld = _withholding.ContainsKey(step);
        (isWithheld ? _withheld : _passed).AddOrUpdate(step, 1, (_, before) => before + 1);
        return isWithheld;
    }
}
