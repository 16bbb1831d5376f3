using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Monolith.Kernel.Startup;

namespace Monolith.Strangler.Routing.Store.Ledger;

/// <summary>
/// The newest checkpoint, in this host's data folder and signed with a secret of this host: whoever can write the database cannot write it. Read anew each
/// time: an operator who restored the ledger on purpose removes the file.
/// </summary>
internal sealed class CheckpointFile(DataDirectory dataDirectory)
{
    private readonly Lazy<byte[]> _key = new(() => Encoding.ASCII.GetBytes(dataDirectory.GetOrCreateSecret("ledger-checkpoint")));

    public string Path { get; } = dataDirectory.PathOf("strangler", "ledger-checkpoint.json");

    /// <summary>Null when there is none.</summary>
    /// <exception cref="InvalidDataException">It is not what this host wrote.</exception>
    public SignedCheckpoint? Read()
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        var signed = Parse();
        return signed is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signed.Signature), Encoding.ASCII.GetBytes(Sign(new(signed.Version, signed.Hash, signed.At))))
            ? signed
            : throw new InvalidDataException($"The ledger's checkpoint in {Path} is not as this host signed it. Compare with a checkpoint that was exported; remove the file only after that.");
    }

    /// <exception cref="IOException">It could not be written.</exception>
    public void Write(Checkpoint checkpoint)
        => DataDirectory.WritePrivateFile(Path, JsonSerializer.Serialize(new SignedCheckpoint(checkpoint.Version, checkpoint.Hash, checkpoint.At, Sign(checkpoint)), LedgerJson.Options));

    private SignedCheckpoint? Parse()
    {
        try
        {
            return JsonSerializer.Deserialize<SignedCheckpoint>(File.ReadAllText(Path), LedgerJson.Options) is { Hash: not null, Signature: not null } signed ? signed : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string Sign(Checkpoint checkpoint)
        => Convert.ToHexStringLower(HMACSHA256.HashData(
            _key.Value, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{checkpoint.Version} {checkpoint.Hash} {checkpoint.At.UtcDateTime:O}"))));
}
