using System.Reflection;
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
        var file = typeof(KycSettingsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "HostSettings").Value!;

        new ConfigurationBuilder().AddJsonFile(file).Build().GetRequiredSection("Kyc").Get<KycSettings>().ShouldBeEquivalentTo(new KycSettings());
    }
}
