namespace Monolith.Host.PrivatePostgres;

/// <summary>The private server cannot be had; the message is complete: what is wrong, where, and what to do.</summary>
internal sealed class PrivatePostgresException : Exception
{
    public PrivatePostgresException(string message)
        : base(message)
    {
    }

    public PrivatePostgresException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
