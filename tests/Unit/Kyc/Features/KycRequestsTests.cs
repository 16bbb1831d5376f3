using Monolith.Kyc.Contracts;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kyc.Features;

/// <summary>What other modules ask.</summary>
public sealed class KycRequestsTests(KycFixture fixture) : IClassFixture<KycFixture>
{
    private readonly KycHost _host = fixture.Host;

    [Fact]
    public async Task Status_OfAnybody_IsPendingUntilDecided()
    {
        var (id, token) = await fixture.NewUserAsync();
        (await _host.Process.SendAsync(new GetKycStatus(id))).Value.ShouldBe(new KycStatus(id, KycState.Pending, null, null));
        await _host.SubmitAsync(token, KycForms.Identity());
        await _host.Process.SendAsync(new DecideKyc(id, Approve: true, null, DecidedBy: 900));
        var statuses = (await _host.Process.SendAsync(new GetKycStatuses([int.MaxValue, id, id]))).Value!;
        statuses.Select(s => (s.UserId, s.State)).ShouldBe([(int.MaxValue, KycState.Pending), (id, KycState.Approved)]);
        (await _host.Process.SendAsync(new GetKycStatuses([.. Enumerable.Range(1, 501)]))).Error!.Code.ShouldBe(KycErrors.BadLimit);
    }

    [Fact]
    public async Task DecideAndDetails_OfAUserWhoSubmittedNothing_AreNotFound()
    {
        (await _host.Process.SendAsync(new DecideKyc(int.MaxValue, Approve: true, null, DecidedBy: 900))).Error!.Code.ShouldBe(KycErrors.NotFound);
        (await _host.Process.SendAsync(new GetKycDetails(int.MaxValue, "why", ViewedBy: 900))).Error!.Code.ShouldBe(KycErrors.NotFound);
        (await _host.Process.SendAsync(new DecideKyc(1, Approve: true, new string('x', 501), DecidedBy: 900))).Error!.Code.ShouldBe(KycErrors.BadReason);
    }

    [Fact]
    public async Task Pending_InPages_IsOldestFirstAndMasked()
    {
        var users = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            var (id, token) = await fixture.NewUserAsync();
            await _host.SubmitAsync(token, KycForms.Identity());
            users.Add(id);
        }

        await _host.Process.SendAsync(new DecideKyc(users[1], Approve: false, "blurred", DecidedBy: 900));
        var seen = new List<PendingKyc>();
        PendingKycPlace? after = null;
        while ((await _host.Process.SendAsync(new ListPendingKyc(after, Limit: 2))).Value is [.., var last] page)
        {
            page.Count.ShouldBeLessThanOrEqualTo(2);
            seen.AddRange(page);
            after = new(last.CreatedAt, last.KycId);
        }

        seen.Select(p => p.UserId).Where(users.Contains).ShouldBe([users[0], users[2], users[3], users[4]]);
        seen.ShouldAllBe(p => p.PanNumber == "*******34F" && p.AadhaarNumber == "********7058");
        (await _host.Process.SendAsync(new ListPendingKyc(null, Limit: 0))).Error!.Code.ShouldBe(KycErrors.BadLimit);
        (await _host.Process.SendAsync(new ListPendingKyc(null, Limit: 501))).Error!.Code.ShouldBe(KycErrors.BadLimit);
    }
}
