using Microsoft.Extensions.Configuration;
using Monolith.Kyc;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kyc;

public sealed class KycSettingsTests
{
    [Fact]
    public void Defaults_OfAServiceWithoutTheHostsFile_AreWhatTheFileSays()
    {
        var file = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).Build().GetRequiredSection("Kyc").Get<KycSettings>();

        file.ShouldBeEquivalentTo(new KycSettings());
    }
}
