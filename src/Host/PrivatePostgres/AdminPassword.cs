using System.Security.Cryptography;

namespace Monolith.Host.PrivatePostgres;

/// <summary>The superuser's password: 256 random bits, in a file only the Host's user can read.</summary>
internal static class AdminPassword
{
    public static string? Read(DataFolder folder)
    {
        if (!File.Exists(folder.PasswordFile))
            return null;
        var password = File.ReadAllText(folder.PasswordFile).Trim();
        return password.Length == 0 ? null : password;
    }

    /// <summary>On disk before it is used: a cluster whose password was lost would have to be opened by force.</summary>
    public static string Create(DataFolder folder)
    {
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var draft = folder.PasswordFile + ".new";
        File.Delete(draft);
        using (var file = new FileStream(draft, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(password + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, folder.PasswordFile, overwrite: true);
        return password;
    }
}
