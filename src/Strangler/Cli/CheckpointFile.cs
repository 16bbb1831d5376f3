using System.Text.Json;
using Monolith.Strangler.Cli.Api;

namespace Monolith.Strangler.Cli;

/// <summary>A checkpoint of the ledger that somebody keeps.</summary>
internal static class CheckpointFile
{
    /// <exception cref="CliException">It cannot be read, or is none.</exception>
    public static Checkpoint Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Checkpoint>(File.ReadAllText(path), JsonSerializerOptions.Web) is { Hash: not null } checkpoint
                ? checkpoint
                : throw new JsonException("it is null.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CliException(ExitCode.Usage, $"'{path}' is not a checkpoint ({e.Message}). 'strangler history --export-checkpoint > FILE' makes one.");
        }
    }
}
