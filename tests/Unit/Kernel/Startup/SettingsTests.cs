using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Kernel.Startup;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Startup;

public sealed class SettingsTests
{
    private readonly StartupErrors _errors = new();

    [Fact]
    public void AddSettings_SeveralSectionsWithErrors_ReportsAllOfThemAtOnce()
    {
        var configuration = Configuration(("Database:RolePrefix", "Bad-Prefix"), ("Database:RoleSecret", "short"), ("Retry:Attempts", "many"), ("Retry:Atempts", "3"));
        var services = new ServiceCollection();

        services.AddSettings<DatabaseSettings>(configuration, _errors, "Database");
        services.AddSettings<Retry>(configuration, _errors, "Retry");

        var message = Should.Throw<StartupException>(_errors.ThrowIfAny).Message;
        message.ShouldContain("4 error(s)");
        message.ShouldContain("'Database:RolePrefix': must be 1 to 30");
        message.ShouldContain("'Database:RoleSecret': must have at least 32 characters");
        message.ShouldContain("'Retry'");
        message.ShouldContain("'Retry:Atempts' is unknown");
        message.ShouldNotContain("short");
    }

    [Fact]
    public void AddSettings_UnknownKey_IsAnErrorThatNamesIt()
    {
        new ServiceCollection().AddSettings<Retry>(Configuration(("Retry:Atempts", "3")), _errors, "Retry");

        _errors.All.ShouldHaveSingleItem().ShouldContain("Atempts");
    }

    [Fact]
    public void AddSettings_OutOfRange_NamesTheSetting()
    {
        new ServiceCollection().AddSettings<Retry>(Configuration(("Retry:Attempts", "11")), _errors, "Retry");

        _errors.All.ShouldHaveSingleItem().ShouldStartWith("Configuration 'Retry:Attempts'");
    }

    [Fact]
    public void AddSettings_AttributeAndObjectBothFail_ReportsBoth()
    {
        new ServiceCollection().AddSettings<Retry>(Configuration(("Retry:Attempts", "0"), ("Retry:Pause", "-00:00:01")), _errors, "Retry");

        _errors.All.Select(e => e.Split(' ')[1]).ShouldBe(["'Retry:Attempts':", "'Retry:Pause':"], ignoreOrder: true);
    }

    [Fact]
    public void AddSettings_Valid_IsRegisteredAsBound()
    {
        var services = new ServiceCollection();

        services.AddSettings<Retry>(Configuration(("Retry:Attempts", "7")), _errors, "Retry");

        _errors.All.ShouldBeEmpty();
        services.BuildServiceProvider().GetRequiredService<Retry>().Attempts.ShouldBe(7);
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] values)
        => new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build();

    internal sealed class Retry : IValidatableObject
    {
        [Range(1, 10)]
        public int Attempts { get; set; } = 3;

        public TimeSpan Pause { get; set; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
            => Pause < TimeSpan.Zero ? [new ValidationResult("must not be negative.", [nameof(Pause)])] : [];
    }
}
