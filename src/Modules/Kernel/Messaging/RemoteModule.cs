using Monolith.Kernel.Messaging.Peers;

namespace Monolith.Kernel.Messaging;

/// <summary>Where a remote module is, and what is known of the way to it.</summary>
/// <param name="module">Its name.</param>
/// <param name="service">The name of the process that has it: the audience of tokens sent to it.</param>
/// <param name="addresses">The internal listeners of its processes.</param>
/// <param name="gate">What stands before it.</param>
/// <param name="client">Shared; not to be disposed.</param>
internal sealed class RemoteModule(string module, string service, AddressBook addresses, CallGate gate, HttpClient client) : IDisposable
{
    public string Module => module;

    public string Service => service;

    public AddressBook Addresses => addresses;

    public CallGate Gate => gate;

    public HttpClient Client => client;

    /// <summary>One internal listener that is not known to be down.</summary>
    public Uri Url => addresses.Any;

    public void Dispose()
    {
        addresses.Dispose();
        gate.Dispose();
    }
}
