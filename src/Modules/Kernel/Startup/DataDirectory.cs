using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Monolith.Kernel.Startup;

/// <summary>
/// The folder of this process for what must outlive it: keys, tokens, the private PostgreSQL. Setting <c>DataDir</c>; default <c>.data</c> in the
/// working directory. Secrets in it are files with mode 0600 in folders with mode 0700.
/// </summary>
public sealed partial class DataDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Takes the folder from the configuration and creates it where it is missing.</summary>
    public DataDirectory(IConfiguration configuration)
    {
        Root = Path.GetFullPath(configuration["DataDir"] is { Length: > 0 } configured ? configured : ".data");
        Directory.CreateDirectory(Root);
    }

    /// <summary>Absolute.</summary>
    public string Root { get; }

    /// <summary>An absolute path below the folder.</summary>
    public string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Reads a secret, or makes 256 random bits (64 hexadecimal characters) and keeps them; two processes that start together get the same.</summary>
    public string GetOrCreateSecret(string name) => GetOrCreateFile(PathOf("secrets", name), () => RandomNumberGenerator.GetHexString(64, lowercase: true));

    /// <summary>Reads a private file or writes it atomically; the first writer wins and every caller returns what is in the file.</summary>
    public static string GetOrCreateFile(string path, Func<string> create)
    {
        if (!File.Exists(path))
        {
            WritePrivateFile(path, create(), overwrite: false);
        }

        return File.ReadAllText(path).Trim();
    }

    /// <summary>Writes a file of mode 0600 atomically. With <paramref name="overwrite"/> false an existing file stays as it is.</summary>
    public static void WritePrivateFile(string path, string content, bool overwrite = true)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, OwnerOnly | UnixFileMode.UserExecute);
        var temporary = $"{path}.{RandomNumberGenerator.GetHexString(8)}";
        using (var stream = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(content);
        }

        if (overwrite)
        {
            File.Move(temporary, path, overwrite: true);
            return;
        }

        // File.Move looks whether the target is there and then renames: between the two another process may have written it. A link is refused if it is.
        if (Link(temporary, path) != 0 && !File.Exists(path))
        {
            var error = Marshal.GetLastPInvokeErrorMessage();
            File.Delete(temporary);
            throw new IOException($"'{path}' could not be written: {error}. The data folder (DataDir) must be on a file system with hard links.");
        }

        File.Delete(temporary);
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string existing, string added);
}
