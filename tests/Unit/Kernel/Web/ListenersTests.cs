using Microsoft.Extensions.Configuration;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web.Listening;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Web;

public sealed class ListenersTests
{
    [Fact]
    public void Read_NothingConfigured_IsTheDefault()
    {
        var (listeners, errors) = Read();

        errors.ShouldBeEmpty();
        listeners.All.ShouldBe("http://localhost:8080;http://127.0.0.1:8081");
        listeners.InternalPort.ShouldBe(8081);
    }

    [Fact]
    public void Read_SeveralPublicUrls_ListensOnAll()
    {
        var (listeners, errors) = Read(("Urls", "http://127.0.0.1:5001; http://[::1]:5001"), ("InternalUrl", "http://0.0.0.0:5002"));

        errors.ShouldBeEmpty();
        listeners.All.ShouldBe("http://127.0.0.1:5001;http://[::1]:5001;http://0.0.0.0:5002");
    }

    [Theory]
    [InlineData("http://127.0.0.1:8081", "http://127.0.0.1:8081", "port 8081 is one of 'Urls' too")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:0", "port 0")]
    [InlineData("nonsense", "http://127.0.0.1:8081", "'Urls': 'nonsense' is not a listener")]
    [InlineData("ftp://127.0.0.1:8080", "http://127.0.0.1:8081", "'Urls': 'ftp://127.0.0.1:8080' is not a listener")]
    [InlineData("http://127.0.0.1:8080/base", "http://127.0.0.1:8081", "is not a listener")]
    [InlineData("http://unix:/run/x.sock", "http://127.0.0.1:8081", "is not a listener")]
    [InlineData("http://127.0.0.1:8080", "127.0.0.1", "'InternalUrl': '127.0.0.1' is not a listener")]
    public void Read_Wrong_SaysWhichSettingAndWhy(string urls, string internalUrl, string expected)
        => Read(("Urls", urls), ("InternalUrl", internalUrl)).Errors.ShouldHaveSingleItem().ShouldContain(expected);

    [Fact]
    public void Read_BothWrong_ReportsBoth() => Read(("Urls", "a"), ("InternalUrl", "b")).Errors.Count.ShouldBe(2);

    [Fact]
    public void Read_KestrelEndpoints_AreRefused()
        => Read(("Kestrel:Endpoints:Http:Url", "http://0.0.0.0:1234")).Errors.ShouldHaveSingleItem().ShouldContain("Kestrel:Endpoints");

    private static (Listeners Listeners, IReadOnlyList<string> Errors) Read(params (string Key, string Value)[] settings)
    {
        var errors = new StartupErrors();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
        return (Listeners.Read(configuration, errors), errors.All);
    }
}
