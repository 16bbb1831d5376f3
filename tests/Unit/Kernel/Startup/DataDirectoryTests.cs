using Microsoft.Extensions.Configuration;
using Monolith.Kernel.Startup;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Startup;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("monolith-data-").FullName;

    [Fact]
    public void GetOrCreateSecret_Twice_IsTheSameAndReadableByTheOwnerOnly()
    {
        var directory = DirectoryAt(_root);

        var secret = directory.GetOrCreateSecret("s");

        secret.Length.ShouldBe(64);
        DirectoryAt(_root).GetOrCreateSecret("s").ShouldBe(secret);
        File.GetUnixFileMode(directory.PathOf("secrets", "s")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void GetOrCreateSecret_FromManyAtOnce_IsOne()
    {
        for (var round = 0; round < 50; round++)
        {
            var secrets = new string[8];
            using var start = new Barrier(secrets.Length);
            // Threads of their own: the pool would start one after the other.
            var threads = Enumerable.Range(0, secrets.Length).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                secrets[i] = DirectoryAt(_root).GetOrCreateSecret($"race-{round}");
            })).ToList();

            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());

            secrets.Distinct().ShouldHaveSingleItem();
        }

        Directory.GetFiles(Path.Combine(_root, "secrets")).Length.ShouldBe(50);
    }

    [Fact]
    public void WritePrivateFile_OverAnExistingOne_ReplacesItWhole()
    {
        var path = Path.Combine(_root, "sub", "file");
        DataDirectory.WritePrivateFile(path, "a long first content");

        DataDirectory.WritePrivateFile(path, "short");

        File.ReadAllText(path).ShouldBe("short");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static DataDirectory DirectoryAt(string root)
        => new(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("DataDir", (string?)root)]).Build());
}
