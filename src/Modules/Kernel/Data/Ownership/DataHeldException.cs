namespace Monolith.Kernel.Data.Ownership;

/// <summary>
/// The module's data is on its way from one database to the other, and was for longer than a caller is made to wait. Nothing was done; it may be tried again.
/// </summary>
public sealed class DataHeldException : TimeoutException
{
    /// <summary>Made by the framework's conventions only.</summary>
    public DataHeldException()
    {
    }

    /// <param name="message">What is held, for how long, and what to do.</param>
    public DataHeldException(string message)
        : base(message)
    {
    }

    /// <param name="message">What is held, for how long, and what to do.</param>
    /// <param name="innerException">What it came from.</param>
    public DataHeldException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
