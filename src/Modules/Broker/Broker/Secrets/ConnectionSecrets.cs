using System.Text.Json;
using Monolith.Broker.Domain;
using Monolith.Kernel.Security.AtRest;

namespace Monolith.Broker.Secrets;

/// <summary>Encrypts keys and sessions for the column, broker and user they belong to: in another row they open nothing.</summary>
internal sealed class ConnectionSecrets(IAtRestEncryption encryption)
{
    public byte[] Seal(BrokerKeys keys, int userId, BrokerKind broker) => Seal(keys, PurposeOf(nameof(Connection.Keys), userId, broker));

    public byte[] Seal(BrokerSession session, int userId, BrokerKind broker) => Seal(session, PurposeOf(nameof(Connection.Session), userId, broker));

    /// <exception cref="InvalidOperationException">The connection has no keys.</exception>
    public BrokerKeys KeysOf(Connection connection) => Open<BrokerKeys>(connection.Keys, nameof(Connection.Keys), connection);

    /// <exception cref="InvalidOperationException">The connection has no session.</exception>
    public BrokerSession SessionOf(Connection connection) => Open<BrokerSession>(connection.Session, nameof(Connection.Session), connection);

    public bool AreCurrent(Connection connection) => IsCurrent(connection.Keys) && IsCurrent(connection.Session);

    public void ReEncrypt(Connection connection) => connection.ReEncrypt((secret, column) =>
    {
        var purpose = PurposeOf(column, connection.UserId, connection.Broker);
        return encryption.IsCurrent(secret) ? secret : encryption.Protect(encryption.Unprotect(secret, purpose), purpose);
    });

    private static string PurposeOf(string column, int userId, BrokerKind broker) => $"broker.{column}:{broker}:{userId}".ToLowerInvariant();

    private byte[] Seal<T>(T secret, string purpose) => encryption.Protect(JsonSerializer.SerializeToUtf8Bytes(secret), purpose);

    private T Open<T>(byte[]? secret, string column, Connection connection)
        => secret is null
            ? throw new InvalidOperationException($"The connection to {connection.Broker} has no {column}.")
            : JsonSerializer.Deserialize<T>(encryption.Unprotect(secret, PurposeOf(column, connection.UserId, connection.Broker)))!;

    private bool IsCurrent(byte[]? secret) => secret is null || encryption.IsCurrent(secret);
}
