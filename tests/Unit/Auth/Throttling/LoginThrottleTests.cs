using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Auth.Maintenance;
using Monolith.Auth.Throttling;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth.Throttling;

public sealed class LoginThrottleTests(AuthFixture fixture) : IClassFixture<AuthFixture>, IAsyncLifetime
{
    private const string Owner = "owner@example.com";
    private static readonly IPAddress Home = IPAddress.Parse("203.0.113.7");
    private readonly LoginThrottle _throttle = fixture.Host.Get<LoginThrottle>();

    public Task InitializeAsync() => fixture.Database.QueryAsync<object>("TRUNCATE auth.login_attempts, auth.login_origins");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Reserve_TenFailuresOfOneAccountFromOneAddress_RefusesTheEleventhUntilTheFirstIsAMinuteOld()
    {
        await FailAsync(Owner, Home, 10);
        var refused = await ReserveAsync(Owner, Home);
        refused.RetryAfter.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60));

        await AgeAsync(30);
        (await ReserveAsync(Owner, Home)).RetryAfter.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
        await AgeAsync(31);
        (await ReserveAsync(Owner, Home)).RetryAfter.ShouldBeNull();
    }

    [Fact]
    public async Task Reserve_AccountRefused_LetsOtherAddressesAndOtherAccountsIn()
    {
        await FailAsync(Owner, Home, 10);
        (await ReserveAsync(Owner, IPAddress.Parse("203.0.113.8"))).RetryAfter.ShouldBeNull();
        (await ReserveAsync("other@example.com", Home)).RetryAfter.ShouldBeNull();
    }

    [Fact]
    public async Task Reserve_OtherSpellingOfTheAddress_IsTheSameAccount()
    {
        await FailAsync(Owner, Home, 10);
        (await ReserveAsync("OWNER@Example.com", Home)).RetryAfter.ShouldNotBeNull();
        (await ReserveAsync(Owner, IPAddress.Parse("::ffff:203.0.113.7"))).RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task Reserve_ManyAddressesOfOneIPv6Network_AreOneAddress()
    {
        for (var i = 1; i <= 10; i++)
        {
            (await ReserveAsync(Owner, IPAddress.Parse($"2001:db8:1:2::{i}"))).RetryAfter.ShouldBeNull();
        }

        (await ReserveAsync(Owner, IPAddress.Parse("2001:db8:1:2:ffff:ffff:ffff:ffff"))).RetryAfter.ShouldNotBeNull();
        (await ReserveAsync(Owner, IPAddress.Parse("2001:db8:1:3::1"))).RetryAfter.ShouldBeNull();
    }

    [Fact]
    public async Task Reserve_HundredFailuresOfOneAddressOverAllAccounts_RefusesAnyAccount()
    {
        for (var i = 0; i < 100; i++)
        {
            (await ReserveAsync($"user{i}@example.com", Home)).RetryAfter.ShouldBeNull();
        }

        (await ReserveAsync("user100@example.com", Home)).RetryAfter.ShouldNotBeNull();
        (await ReserveAsync("user100@example.com", IPAddress.Parse("203.0.113.8"))).RetryAfter.ShouldBeNull();
    }

    [Fact]
    public async Task Reserve_ParallelGuesses_FindOneBudgetBetweenThem()
    {
        var permits = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => ReserveAsync(Owner, Home)));
        permits.Count(p => p.RetryAfter is null).ShouldBe(10);
    }

    [Fact]
    public async Task Reserve_ParallelGuessesOnManyAccountsFromManyAddresses_DoNotDeadlock()
    {
        var permits = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => ReserveAsync($"user{i % 5}@example.com", IPAddress.Parse($"203.0.113.{i % 7}"))));
        permits.Count(p => p.RetryAfter is null).ShouldBe(200);
    }

    [Fact]
    public async Task Reserve_AfterSuccess_IsGivenBack()
    {
        for (var i = 0; i < 30; i++)
        {
            var permit = await ReserveAsync(Owner, Home);
            permit.RetryAfter.ShouldBeNull();
            await _throttle.SucceededAsync(permit, default);
        }
    }

    [Fact]
    public async Task Reserve_AccountAttackedFromEverywhere_SlowsStrangersAndNotItsOwner()
    {
        await _throttle.SucceededAsync(await ReserveAsync(Owner, Home), default);
        for (var i = 1; i <= 51; i++)
        {
            (await ReserveAsync(Owner, IPAddress.Parse($"198.51.100.{i}"))).RetryAfter.ShouldBeNull();
        }

        var stranger = IPAddress.Parse("198.51.100.200");
        await FailAsync(Owner, stranger, 2);
        (await ReserveAsync(Owner, stranger)).RetryAfter.ShouldNotBeNull();
        // Its owner on a journey can still try, and at home as often as ever.
        (await ReserveAsync(Owner, IPAddress.Parse("192.0.2.1"))).RetryAfter.ShouldBeNull();
        await FailAsync(Owner, Home, 10);
        (await ReserveAsync(Owner, Home)).RetryAfter.ShouldNotBeNull();
        // And an attack on one account is not one on another.
        await FailAsync("other@example.com", stranger, 10);
    }

    [Fact]
    public async Task Reserve_FiftyFailures_AreNotYetAnAttack()
    {
        for (var i = 1; i <= 50; i++)
        {
            await FailAsync(Owner, IPAddress.Parse($"198.51.100.{i}"), 1);
        }

        await AgeAsync(61);
        await FailAsync(Owner, IPAddress.Parse("198.51.100.200"), 1);
        (await ReserveAsync(Owner, IPAddress.Parse("198.51.100.201"))).RetryAfter.ShouldBeNull();
    }

    [Fact]
    public async Task Reserve_OnTwoHosts_CountsTogether()
    {
        await using var other = await AuthHost.StartAsync(fixture.Database.ConnectionString);
        await FailAsync(Owner, Home, 6);
        for (var i = 0; i < 4; i++)
        {
            (await other.Get<LoginThrottle>().ReserveAsync(Owner, Home, default)).RetryAfter.ShouldBeNull();
        }

        (await other.Get<LoginThrottle>().ReserveAsync(Owner, Home, default)).RetryAfter.ShouldNotBeNull();
        (await ReserveAsync(Owner, Home)).RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task Cleanup_OldRows_AreRemovedAndNewOnesStay()
    {
        await _throttle.SucceededAsync(await ReserveAsync(Owner, Home), default);
        await FailAsync(Owner, Home, 2);
        await AgeAsync(601);
        await FailAsync(Owner, Home, 1);
        await fixture.Host.App.Services.GetServices<IHostedService>().OfType<AuthCleanup>().Single().RunAsync(default);
        (await fixture.Database.QueryAsync<long>("SELECT count(*) FROM auth.login_attempts")).ShouldBe(1);
        (await fixture.Database.QueryAsync<long>("SELECT count(*) FROM auth.login_origins")).ShouldBe(1);
    }

    [Fact]
    public async Task Reserve_WhatIsStored_TellsNeitherAddressNorAccount()
    {
        await _throttle.SucceededAsync(await ReserveAsync(Owner, Home), default);
        await FailAsync(Owner, Home, 1);
        var stored = await fixture.Database.QueryAsync<string>(
            "SELECT string_agg(encode(account, 'escape') || encode(address, 'escape'), '') FROM (SELECT account, address FROM auth.login_attempts UNION ALL SELECT account, address FROM auth.login_origins) AS rows");
        stored.ShouldNotBeNull();
        stored.ShouldNotContain("owner");
        (await fixture.Database.QueryAsync<bool>("SELECT bool_or(address = '\\xcb007107') FROM auth.login_attempts")).ShouldBeFalse();
        (await fixture.Database.QueryAsync<int>("SELECT max(octet_length(address)) FROM auth.login_attempts")).ShouldBe(16);
    }

    private Task<LoginPermit> ReserveAsync(string email, IPAddress from) => _throttle.ReserveAsync(email, from, default);

    private async Task FailAsync(string email, IPAddress from, int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await ReserveAsync(email, from)).RetryAfter.ShouldBeNull();
        }
    }

    private Task AgeAsync(int seconds)
        => fixture.Database.QueryAsync<object>($"UPDATE auth.login_attempts SET attempted_at = attempted_at - interval '{seconds} seconds'");
}
