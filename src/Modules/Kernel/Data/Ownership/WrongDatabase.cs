using Npgsql;

namespace Monolith.Kernel.Data.Ownership;

/// <summary>Tells a failure that only means that the module's data is elsewhere by now.</summary>
internal static class WrongDatabase
{
    /// <summary>SQLSTATE of a write that the guard on the module's tables refuses.</summary>
    public const string NotOwner = "MC001";

    /// <summary>Nothing was written, and the same request may be sent again.</summary>
    public static bool Refused(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is DataHeldException or PostgresException { SqlState: NotOwner })
            {
                return true;
            }
        }

        return false;
    }
}
