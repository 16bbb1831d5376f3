using System.Security.Cryptography;
using System.Text;

namespace Monolith.Kernel.Messaging.Shapes;

/// <summary>
/// One line for all requests of a Contracts assembly: equal where names, members and types are, whatever their order and whoever built it. SHA-256 over one line for
/// each value, sorted.
/// </summary>
internal static class ContractFingerprint
{
    public static string Of(IEnumerable<ContractShape> requests)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var request in requests.OrderBy(r => r.Name, StringComparer.Ordinal))
        {
            foreach (var (path, type) in request.Fields.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                hash.AppendData(Encoding.UTF8.GetBytes($"{request.Name}\t{path}\t{type}\n"));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
