using System.Globalization;
using System.Text;

namespace Monolith.Host.PrivatePostgres;

/// <summary>
/// The settings the Host owns, in <c>monolith.conf</c>, which the cluster's <c>postgresql.conf</c> includes. Rewritten at each start;
/// what an administrator wants otherwise goes below the include, or into ALTER SYSTEM.
/// </summary>
internal static class ServerConfiguration
{
    public const string FileName = "monolith.conf";
    public const string LogFilePrefix = "postgres-";
    public const string LogFolder = "log";

    /// <remarks>Holds the server's version, so that a server left over from before an update is not kept running.</remarks>
    public static string Text(PrivatePostgresOptions options, PostgresBinaries binaries, int port, string socketDirectory)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Written by the Host at each start. PostgreSQL {binaries.Version} from {binaries.Directory}\n");
        Set("cluster_name", "monolith");
        Set("listen_addresses", options.ListenTcp ? "127.0.0.1" : "");
        Set("port", port.ToString(CultureInfo.InvariantCulture));
        Set("unix_socket_directories", $"\"{socketDirectory}\"");
        Set("unix_socket_permissions", "0700");
        Set("max_connections", options.MaxConnections.ToString(CultureInfo.InvariantCulture));
        Set("password_encryption", "scram-sha-256");

        // Moving a module's data to its own database is logical replication, forward and back.
        Set("wal_level", "logical");
        Set("max_wal_senders", "40");
        Set("max_replication_slots", "40");
        Set("max_logical_replication_workers", "40");
        Set("max_worker_processes", "56");
        // The pause between two starts of workers, and so how long the way back is not armed after a switch. 5 s by default.
        Set("wal_retrieve_retry_interval", "100ms");

        Set("fsync", options.Fsync ? "on" : "off");
        Set("full_page_writes", options.Fsync ? "on" : "off");

        Set("timezone", "UTC");
        Set("log_timezone", "UTC");
        Set("lc_messages", "C");
        Set("logging_collector", "on");
        Set("log_directory", LogFolder);
        Set("log_filename", LogFilePrefix + "%Y%m%d-%H%M%S.log");
        Set("log_file_mode", "0600");
        Set("log_rotation_age", "1d");
        Set("log_rotation_size", "10MB");
        Set("log_line_prefix", "%m [%p] %q%u@%d %a ");
        // Statements and the detail of a violated constraint quote the data of users.
        Set("log_error_verbosity", "terse");
        Set("log_min_error_statement", "panic");
        return text.ToString();

        void Set(string name, string value) => text.Append(CultureInfo.InvariantCulture, $"{name} = '{value}'\n");
    }
}
