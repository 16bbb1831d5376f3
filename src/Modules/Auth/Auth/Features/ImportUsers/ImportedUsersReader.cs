using System.Text.Json;

namespace Monolith.Auth.Features.ImportUsers;

/// <summary>Reads a JSON array of users, or one user after the other (JSON lines).</summary>
internal static class ImportedUsersReader
{
    /// <exception cref="JsonException">It is neither, or holds something that is no user.</exception>
    public static async Task<List<ImportedUser>> ReadAsync(Stream json, int most, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await json.CopyToAsync(buffer, cancellationToken);
        buffer.Position = 0;
        var first = buffer.GetBuffer().AsSpan(0, (int)buffer.Length).TrimStart(" \t\r\n"u8);
        var isArray = first is [(byte)'[', ..];
        var users = new List<ImportedUser>();
        await foreach (var user in JsonSerializer.DeserializeAsyncEnumerable<ImportedUser>(buffer, topLevelValues: !isArray, cancellationToken: cancellationToken))
        {
            users.Add(user ?? throw new JsonException($"Entry {users.Count} is null."));
            if (users.Count > most)
            {
                break;
            }
        }

        return users;
    }
}
