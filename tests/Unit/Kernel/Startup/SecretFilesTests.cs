using Microsoft.Extensions.Configuration;
using Monolith.Kernel.Startup;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Startup;

public sealed class SecretFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly StartupErrors _errors = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AddSecretFiles_FilesInTheFolder_AreSettingsAndWin()
    {
        File.WriteAllText(Path.Combine(_folder, "Database__RoleSecret"), "from a file\n");
        var configuration = Configuration(("SecretsDir", _folder), ("Database:RoleSecret", "from elsewhere"), ("Database:RolePrefix", "p_"));

        configuration.AddSecretFiles(_errors);

        configuration["Database:RoleSecret"].ShouldBe("from a file");
        configuration["Database:RolePrefix"].ShouldBe("p_");
        _errors.All.ShouldBeEmpty();
    }

    [Fact]
    public void AddSecretFiles_FolderThatIsMissing_IsAnErrorThatNamesIt()
    {
        var missing = Path.Combine(_folder, "missing");

        Configuration(("SecretsDir", missing)).AddSecretFiles(_errors);

        _errors.All.ShouldHaveSingleItem().ShouldContain(missing);
    }

    [Fact]
    public void AddSecretFiles_NotSet_ChangesNothing()
    {
        var configuration = Configuration();

        configuration.AddSecretFiles(_errors);

        configuration.Sources.Count.ShouldBe(1);
        _errors.All.ShouldBeEmpty();
    }

    private static ConfigurationManager Configuration(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        ((IConfigurationBuilder)configuration).Sources.Clear();
        configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        return configuration;
    }
}
