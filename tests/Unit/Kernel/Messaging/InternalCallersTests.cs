using Microsoft.Extensions.Configuration;
using Monolith.Auth.Contracts;
using Monolith.Host;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Modules;
using Monolith.Kyc.Contracts;
using Monolith.Movies.Contracts;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Messaging;

/// <summary>By the manifests as the Host has them. What a service says of itself in its token is taken for granted: it signs it.</summary>
public sealed class InternalCallersTests
{
    private static readonly ModuleRequest[] Requests =
    [
        .. from assembly in new[] { typeof(GetUser).Assembly, typeof(DecideKyc).Assembly, typeof(GetMovieSnapshot).Assembly }
           from request in ModuleContracts.RequestsIn(assembly)
           select ModuleRequest.Create(ModuleContracts.ModuleOf(assembly)!, request.Request, request.Answer, new ModuleSettings()),
    ];

    [Theory]
    [InlineData("favorites", "auth.FindUserByEmail", true)]
    [InlineData("favorites", "auth.SetUserRole", false)]
    [InlineData("favorites", "auth.ListUsers", false)]
    [InlineData("profiles", "auth.SetUserRole", false)]
    [InlineData("wallet", "kyc.GetKycStatus", true)]
    [InlineData("wallet", "auth.GetUser", true)]
    [InlineData("wallet", "kyc.DecideKyc", false)]
    [InlineData("wallet", "kyc.GetKycDetails", false)]
    [InlineData("wallet", "auth.SetUserRole", false)]
    [InlineData("movies", "auth.IsSessionRevoked", true)]
    [InlineData("movies", "auth.GetUser", false)]
    [InlineData("admin", "auth.SetUserRole", true)]
    [InlineData("stranger", "auth.GetUser", false)]
    public void MaySend_ByTheManifests_IsWhatTheModuleSends(string service, string request, bool may) => MaySend(service, request).ShouldBe(may);

    [Fact]
    public void MaySend_ConfiguredForTheService_IsAllowed()
    {
        MaySend("favorites", "auth.ListUsers", ("Internal:Callers:favorites:0", "auth.ListUsers")).ShouldBeTrue();
        MaySend("favorites", "auth.SetUserRole", ("Internal:Callers:favorites:0", "auth.ListUsers")).ShouldBeFalse();
        MaySend("favorites", "auth.SetUserRole", ("Internal:Callers:favorites:0", "auth.*")).ShouldBeTrue();
    }

    [Fact]
    public void MaySend_TokenForAnotherRequest_IsRefused()
        => Callers().MaySend(new("favorites", "movies.GetMovieSnapshot"), Requests.Single(r => r.Name == "auth.FindUserByEmail")).ShouldBeFalse();

    private static bool MaySend(string service, string request, params (string Key, string Value)[] settings)
        => Callers(settings).MaySend(new(service, request), Requests.Single(r => r.Name == request));

    private static InternalCallers Callers(params (string Key, string Value)[] settings) => new(
        new ModuleCatalog(HostModules.Create(), Requests),
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build());
}
