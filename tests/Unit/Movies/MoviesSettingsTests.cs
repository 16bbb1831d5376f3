using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Startup;
using Monolith.Movies;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Movies;

public sealed class MoviesSettingsTests
{
    [Fact]
    public void Settings_Nothing_MeansTheCatalogueInPortuguese()
    {
        var (settings, errors) = Read();

        errors.ShouldBeEmpty();
        settings.Language.ShouldBe("pt-BR");
        settings.Tmdb.IsConfigured.ShouldBeFalse();
        settings.Tmdb.BaseUrl.ShouldBe(new Uri("https://api.themoviedb.org/3"));
    }

    [Fact]
    public void Settings_EmptyKey_MeansTheCatalogue()
    {
        var (settings, errors) = Read(("Movies:Tmdb:ApiKey", ""));

        errors.ShouldBeEmpty();
        settings.Tmdb.IsConfigured.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Movies:Language", "Portuguese", "Movies:Language")]
    [InlineData("Movies:Tmdb:ApiKey", "key with\r\nInjected: header", "Movies:Tmdb:ApiKey")]
    [InlineData("Movies:Tmdb:BaseUrl", "api.themoviedb.org", "Movies:Tmdb:BaseUrl")]
    [InlineData("Movies:Tmdb:BaseUrl", "ftp://api.themoviedb.org", "Movies:Tmdb:BaseUrl")]
    [InlineData("Movies:Tmdb:BaseUrl", "https://x/3?api_key=1", "Movies:Tmdb:BaseUrl")]
    [InlineData("Movies:Tmdb:Budget", "00:00:05", "Movies:Tmdb:Budget")]
    [InlineData("Movies:Tmdb:TryTimeout", "00:00:04", "Movies:Tmdb:TryTimeout")]
    [InlineData("Movies:Tmdb:BreakFor", "00:00:00", "Movies:Tmdb:BreakFor")]
    [InlineData("Movies:Cache:MaxEntries", "0", "Movies:Cache:MaxEntries")]
    [InlineData("Movies:Cache:MaxBytes", "10", "Movies:Cache:MaxBytes")]
    [InlineData("Movies:Cache:StaleFor", "-00:00:01", "Movies:Cache:StaleFor")]
    [InlineData("Movies:Cache:DetailsFor", "200.00:00:00", "Movies:Cache:DetailsFor")]
    [InlineData("Movies:Tmdb:Unknown", "x", "Unknown")]
    public void Settings_Wrong_AreReportedByKey(string key, string value, string named)
        => Read((key, value)).Errors.ShouldHaveSingleItem().ShouldContain(named);

    [Fact]
    public void Settings_WrongKey_IsNotRepeatedInTheError()
        => Read(("Movies:Tmdb:ApiKey", "se cret")).Errors.ShouldHaveSingleItem().ShouldNotContain("cret");

    private static (MoviesSettings Settings, IReadOnlyList<string> Errors) Read(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Key, v => (string?)v.Value)).Build();
        var errors = new StartupErrors();
        return (new ServiceCollection().AddSettings<MoviesSettings>(configuration, errors, "Movies"), errors.All);
    }
}
