namespace Monolith.Host.PrivatePostgres;

internal static partial class PrivatePostgresLog
{
    [LoggerMessage(1, LogLevel.Information, "Making a new database in {DataDirectory} with PostgreSQL {Version}, as user {User}")]
    public static partial void Initializing(ILogger logger, string dataDirectory, string version, string user);

    [LoggerMessage(2, LogLevel.Warning, "Removing {Folder}, left by a start that was interrupted while it made the database")]
    public static partial void RemovingInterrupted(ILogger logger, string folder);

    [LoggerMessage(3, LogLevel.Warning, "This system has no C.UTF-8 locale: search in the database will not fold case beyond ASCII")]
    public static partial void PlainLocale(ILogger logger);

    [LoggerMessage(4, LogLevel.Information, "User {User} cannot enter a folder above {DataDirectory}; the server is handed the open folder instead")]
    public static partial void FolderHandedOver(ILogger logger, string dataDirectory, string user);

    [LoggerMessage(5, LogLevel.Information, "Private PostgreSQL {Version} is up: process {ProcessId}, data in {DataDirectory}, port {Port}, user {User}")]
    public static partial void Started(ILogger logger, string version, int processId, string dataDirectory, int port, string user);

    [LoggerMessage(6, LogLevel.Warning, "Adopted the PostgreSQL a killed Host left running (process {ProcessId})")]
    public static partial void Adopted(ILogger logger, int processId);

    [LoggerMessage(7, LogLevel.Warning, "A killed Host left PostgreSQL running (process {ProcessId}) with other settings; stopping it to start it anew")]
    public static partial void StoppingLeftOver(ILogger logger, int processId);

    [LoggerMessage(8, LogLevel.Warning, "Start attempt {Attempt} of the private PostgreSQL failed, trying again: {Reason}")]
    public static partial void Retrying(ILogger logger, int attempt, string reason);

    [LoggerMessage(9, LogLevel.Warning, "The password in {PasswordFile} is missing or not this database's; setting a new one")]
    public static partial void ResettingPassword(ILogger logger, string passwordFile);

    [LoggerMessage(10, LogLevel.Warning, "Removed {File}: the process it names is not this database's server")]
    public static partial void StalePidFile(ILogger logger, string file);

    [LoggerMessage(11, LogLevel.Error, "The private PostgreSQL (process {ProcessId}) ended without being told to; starting it again. Its log is in {LogDirectory}")]
    public static partial void Ended(ILogger logger, int processId, string logDirectory);

    [LoggerMessage(12, LogLevel.Warning, "The private PostgreSQL is up again (process {ProcessId})")]
    public static partial void Recovered(ILogger logger, int processId);

    [LoggerMessage(13, LogLevel.Error, "Restart attempt {Attempt} of the private PostgreSQL failed; the next one in {PauseSeconds} s")]
    public static partial void RestartFailed(ILogger logger, int attempt, double pauseSeconds, Exception exception);

    [LoggerMessage(14, LogLevel.Warning, "The private PostgreSQL (process {ProcessId}) did not stop within {Seconds} s; stopping it without its clean-up")]
    public static partial void NotStopping(ILogger logger, int processId, double seconds);

    [LoggerMessage(15, LogLevel.Information, "Private PostgreSQL in {DataDirectory} is stopped")]
    public static partial void Stopped(ILogger logger, string dataDirectory);

    [LoggerMessage(16, LogLevel.Warning, "Old log files of the private PostgreSQL could not be removed")]
    public static partial void CannotTidy(ILogger logger, Exception exception);
}
