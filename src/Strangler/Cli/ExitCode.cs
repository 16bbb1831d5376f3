namespace Monolith.Strangler.Cli;

/// <summary>What the command's exit status says; listed in <c>--help</c>.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int UnknownTarget = 3;
    public const int Token = 4;
    public const int Unreachable = 5;
    public const int NoService = 6;
    public const int StoreUnavailable = 7;
    public const int HostsBehind = 8;
    public const int RollbackPending = 9;
    public const int LedgerBroken = 10;
    public const int FlagsWrong = 11;
    public const int Overtaken = 12;
    public const int Refused = 13;
    public const int Different = 14;
    public const int Unfinished = 15;
    public const int DatabaseUnreachable = 16;

    public const string Help =
        """
        Exit status: 0 done; 1 the host answered something unexpected; 2 wrong arguments; 3 no such route, module or event, or no
        flag covers the path; 4 operator token missing or refused; 5 host unreachable; 6 no service is configured for the module;
        7 the flags' store does not answer; 8 shifted, but not every host has said that it applies it;
        9 rolled back on the named hosts alone, because the store does not answer; 10 the ledger was cut or changed;
        11 the flags have errors; 12 somebody else changed the flags first.
        Of 'data': 13 something stands in the way, and nothing was changed; 14 the two databases differ; 15 begun and not ended: run it
        again, or resume it; 16 a database cannot be reached, or refuses the connection.
        """;
}
