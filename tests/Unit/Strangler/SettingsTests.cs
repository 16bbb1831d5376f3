using Monolith.Kernel.Startup;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler;

public sealed class SettingsTests
{
    [Fact]
    public async Task Start_WrongSettings_NamesEveryOne()
    {
        var start = () => TestHost.StartAsync("http://127.0.0.1:1", connectionString: null, s =>
        {
            s["Strangler:Services:favorits:Url"] = "http://127.0.0.1:5101";
            s["Strangler:Services:movies:Url"] = "http://127.0.0.1:5102/api";
            s["Strangler:ConnectTimeout"] = "00:20:00";
            s["Strangler:Services:auth:Url"] = "unix:relative.sock";
            s["Strangler:Services:other:Url"] = $"unix:/{new string('x', 120)}";
            s["Strangler:Breaker:FailureRatio"] = "0";
            s["Strangler:Health:BadToLeave"] = "0";
            s["Strangler:LongLived:Grace"] = "-00:00:01";
            s["Strangler:Lease"] = "00:00:05";
        });

        var errors = (await start.ShouldThrowAsync<StartupException>()).Errors;

        errors.ShouldContain(e => e.Contains("Strangler:Services:favorits", StringComparison.Ordinal) && e.Contains("the modules are favorites, movies", StringComparison.Ordinal));
        errors.ShouldContain(e => e.Contains("Strangler:Services:movies:Url", StringComparison.Ordinal) && e.Contains("without a path", StringComparison.Ordinal));
        errors.ShouldContain(e => e.Contains("Strangler:ConnectTimeout", StringComparison.Ordinal));
        foreach (var key in new[] { "Services:auth:Url", "Services:other:Url", "Breaker:FailureRatio", "Health:BadToLeave", "LongLived:Grace" })
        {
            errors.ShouldContain(e => e.Contains($"'Strangler:{key}'", StringComparison.Ordinal), key);
        }
        errors.ShouldContain(e => e.Contains("Strangler:Lease", StringComparison.Ordinal) && e.Contains("longer than PollInterval", StringComparison.Ordinal));
    }
}
