using Monolith.Kernel.Results;

namespace Monolith.Kernel.Messaging;

/// <summary>The error of a request that may or may not have happened, the same wherever its module is.</summary>
public static class Unavailable
{
    /// <summary>The code of every such error.</summary>
    public const string Code = "module.unavailable";

    internal static Error Because(string message) => new(Code, message, ErrorKind.Unavailable);
}
