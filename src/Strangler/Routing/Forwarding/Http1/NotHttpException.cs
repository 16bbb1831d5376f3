namespace Monolith.Strangler.Routing.Forwarding.Http1;

/// <summary>What a server sent is no HTTP/1.1, or ended too early.</summary>
internal sealed class NotHttpException(string message) : IOException(message);
