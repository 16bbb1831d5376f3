using Microsoft.AspNetCore.Builder;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Monolith.LedgerModule;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Idempotency;

public sealed class IdempotencyRegistrationTests
{
    [Fact]
    public void AddModules_SettingsThatCannotBe_AreAllReported()
    {
        var message = ErrorsOf([], ("Idempotency:Lease", "00:00:00"), ("Idempotency:KeepFor", "00:01:00"), ("Idempotency:MaxAnswerBytes", "1"), ("Idempotency:Leese", "1"));

        message.ShouldContain("'Idempotency:Lease': must be between");
        message.ShouldContain("'Idempotency:KeepFor': must be between");
        message.ShouldContain("'Idempotency:MaxAnswerBytes': must be 256 to 1048576 bytes.");
        message.ShouldContain("'Idempotency:Leese' is unknown");
    }

    [Fact]
    public void AddModules_MarkedActionWithoutADatabase_IsAnError()
        => ErrorsOf([new TheLedgerModule { WithDatabase = false }]).ShouldContain("Module 'Ledger' has an action with [IdempotentByKey] and no database to keep keys in.");

    private static string ErrorsOf(IReadOnlyList<IModule> modules, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        var errors = new StartupErrors();
        builder.AddModules(errors, modules);
        return Should.Throw<StartupException>(errors.ThrowIfAny).Message;
    }
}
