namespace Monolith.Strangler.Cutover;

/// <summary>A step cannot be taken. The message says what stands in the way and what to do; nothing has been changed by the step.</summary>
public sealed class CutoverException : Exception
{
    /// <summary>Without a message; for serializers.</summary>
    public CutoverException()
    {
    }

    /// <summary>With what stands in the way.</summary>
    public CutoverException(string message)
        : base(message)
    {
    }

    /// <summary>With what stands in the way, and the database's words.</summary>
    public CutoverException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
