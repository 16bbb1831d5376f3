namespace Monolith.Kernel.Security.Revocation;

/// <summary>The source of log-outs did not answer.</summary>
/// <param name="message">What was tried and what came of it.</param>
/// <param name="inner">The cause; null when there is no exception behind it.</param>
public sealed class RevocationSourceException(string message, Exception? inner = null) : Exception(message, inner);
