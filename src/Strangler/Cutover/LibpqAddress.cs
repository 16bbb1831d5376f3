using System.Globalization;
using Npgsql;

namespace Monolith.Strangler.Cutover;

/// <summary>A connection as libpq writes it, which is what a subscription keeps.</summary>
internal static class LibpqAddress
{
    public static string Of(NpgsqlConnectionStringBuilder connection)
    {
        var parts = new List<string>();
        Add("host", connection.Host);
        Add("port", connection.Port.ToString(CultureInfo.InvariantCulture));
        Add("dbname", connection.Database);
        Add("user", connection.Username);
        Add("password", connection.Password);
        Add("sslmode", connection.SslMode switch
        {
            SslMode.Disable => "disable",
            SslMode.Allow => "allow",
            SslMode.Require => "require",
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            _ => "prefer",
        });
        Add("sslrootcert", connection.RootCertificate);
        Add("connect_timeout", "5");
        Add("application_name", "monolith cutover");
        return string.Join(' ', parts);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                var escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
                parts.Add($"{name}='{escaped}'");
            }
        }
    }
}
