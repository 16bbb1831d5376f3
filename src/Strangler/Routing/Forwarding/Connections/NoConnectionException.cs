namespace Monolith.Strangler.Routing.Forwarding.Connections;

/// <summary>No connection to the service could be made: the one proof that nothing of a request was sent which holds for every protocol.</summary>
internal sealed class NoConnectionException(string message, Exception? inner = null) : IOException(message, inner);
