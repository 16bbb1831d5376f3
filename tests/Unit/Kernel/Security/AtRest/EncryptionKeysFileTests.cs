using Microsoft.Extensions.Configuration;
using Monolith.Kernel.Security.AtRest;
using Monolith.Kernel.Startup;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Security.AtRest;

public sealed class EncryptionKeysFileTests : IDisposable
{
    private const string First = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private const string Second = "//////////////////////////////////////////8=";

    private readonly string _folder = Directory.CreateTempSubdirectory("keys").FullName;
    private readonly StartupErrors _errors = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_NothingConfigured_MakesAPrivateFileAndUsesItAgain()
    {
        var made = Load(null).ShouldNotBeNull();
        var file = Path.Combine(_folder, "secrets", "encryption-keys");
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Load(null)!.Newest.Bytes.ShouldBe(made.Newest.Bytes);
        _errors.All.ShouldBeEmpty();
    }

    [Fact]
    public void Load_SeveralKeys_TheFirstIsTheNewestAndAllAreFound()
    {
        var ring = Load(Written($"# rotated in May\n2026 {First}\n\n  2025\t{Second}  \r\n")).ShouldNotBeNull();
        ring.Newest.Id.ShouldBe("2026");
        ring.TryFind("2025", out var old).ShouldBeTrue();
        old!.Bytes.ShouldAllBe(b => b == 255);
        ring.TryFind("2024", out _).ShouldBeFalse();
    }

    [Fact]
    public void Load_ManyFaults_AreToldAtOnceWithoutTheKeys()
    {
        Load(Written($"2026 {First}\n2025 c2hvcnQ=\nbad/id {First}\n{Second}\n2026 {Second}\n", mode: UnixFileMode.UserRead | UnixFileMode.GroupRead)).ShouldBeNull();
        _errors.All.Count.ShouldBe(5);
        _errors.All.ShouldAllBe(e => e.StartsWith("Configuration 'Encryption:KeysFile'", StringComparison.Ordinal));
        string.Join('\n', _errors.All).ShouldSatisfyAllConditions(
            text => text.ShouldContain("chmod 600"),
            text => text.ShouldContain("line 2: the key must be 32 bytes"),
            text => text.ShouldContain("line 3 must be an id"),
            text => text.ShouldContain("line 4 must be an id"),
            text => text.ShouldContain("'2026' twice (line 5)"),
            text => text.ShouldNotContain("c2hvcnQ"),
            text => text.ShouldNotContain(First),
            text => text.ShouldNotContain(Second));
    }

    [Fact]
    public void Load_KeysAsASetting_NeedNoFile()
    {
        Load(null, keys: $"2026 {First}\n2025 {Second}").ShouldNotBeNull().Newest.Id.ShouldBe("2026");
        Load(null, keys: "2026 c2hvcnQ=").ShouldBeNull();
        Load(Written($"2026 {First}"), keys: $"2026 {First}").ShouldBeNull();

        _errors.All.Count.ShouldBe(2);
        _errors.All[0].ShouldStartWith("Configuration 'Encryption:Keys': the text line 1: the key must be 32 bytes");
        _errors.All[1].ShouldContain("Set one of the two");
        Directory.Exists(Path.Combine(_folder, "secrets")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n\n")]
    public void Load_NoKey_IsAnError(string text)
    {
        Load(Written(text)).ShouldBeNull();
        _errors.All.ShouldHaveSingleItem().ShouldContain("1 to 100 keys");
    }

    [Fact]
    public void Load_FileMissing_IsAnErrorAndMakesNone()
    {
        var file = Path.Combine(_folder, "nowhere");
        Load(file).ShouldBeNull();
        _errors.All.ShouldHaveSingleItem().ShouldContain("cannot be read");
        File.Exists(file).ShouldBeFalse("a configured file with other keys than the database's would encrypt what nobody else can read");
    }

    private EncryptionKeyRing? Load(string? file, string? keys = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("DataDir", _folder)]).Build();
        return new EncryptionKeysFile(new() { KeysFile = file, Keys = keys }, new DataDirectory(configuration), _errors).Load();
    }

    private string Written(string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var file = Path.Combine(_folder, "keys");
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, mode);
        return file;
    }
}
