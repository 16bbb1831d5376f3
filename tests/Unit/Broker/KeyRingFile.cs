using System.Security.Cryptography;

namespace Monolith.Unit.Broker;

/// <summary>A file of encryption keys, which is rotated by putting a line on top.</summary>
internal sealed class KeyRingFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("broker-keys-");

    public KeyRingFile() => Rotate("first");

    public string Path => System.IO.Path.Combine(_folder.FullName, "keys");

    public void Rotate(string id)
    {
        var older = File.Exists(Path) ? File.ReadAllText(Path) : "";
        Write($"{id} {Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}\n{older}");
    }

    /// <summary>Takes all keys away but the newest.</summary>
    public void Forget() => Write(File.ReadLines(Path).First() + "\n");

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string text)
    {
        File.WriteAllText(Path, text);
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
