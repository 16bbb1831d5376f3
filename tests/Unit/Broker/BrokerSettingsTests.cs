using System.ComponentModel.DataAnnotations;
using Monolith.Broker;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Broker;

public sealed class BrokerSettingsTests
{
    [Theory]
    [InlineData("https://api.kite.trade", true)]
    [InlineData("https://gw.example.com/path", true)]
    [InlineData("http://127.0.0.1:8098/kite", true)]
    [InlineData("http://localhost:8098/kite", true)]
    [InlineData("http://api.kite.trade", false)]
    [InlineData("https://user@api.kite.trade", false)]
    [InlineData("https://api.kite.trade?a=b", false)]
    [InlineData("ftp://api.kite.trade", false)]
    public void BaseUrl_ThatWouldLeakOrFail_IsAnErrorOfTheStart(string url, bool fits)
    {
        var settings = new BrokerSettings();
        settings.Kotak.BaseUrl = new Uri(url);
        settings.Zerodha.LoginUrl = new Uri(url);

        var errors = settings.Validate(new ValidationContext(settings)).SelectMany(e => e.MemberNames);

        errors.ShouldBe(fits ? [] : ["Kotak:BaseUrl", "Zerodha:LoginUrl"]);
    }
}
