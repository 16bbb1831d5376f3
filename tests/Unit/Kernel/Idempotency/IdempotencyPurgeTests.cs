using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Idempotency;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Idempotency;

public sealed class IdempotencyPurgeTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    [Fact]
    public async Task Run_RemovesWhatIsOlderThanADay_HoweverMuch()
    {
        await ledger.Database.QueryAsync<int>(
            """
            INSERT INTO ledger.idempotency_keys (user_id, key_hash, request_hash, attempt, state, lease_until, created_at)
            SELECT 7, sha256(n::text::bytea), '', gen_random_uuid(), 1 + n % 3, now(), now() - CASE WHEN n <= 2500 THEN interval '25 hours' ELSE interval '23 hours' END
            FROM generate_series(1, 2510) n
            """);

        await Task.WhenAll(
            ledger.Monolith.Services.GetRequiredService<IdempotencyPurge>().RunAsync(default),
            ledger.Service.Services.GetRequiredService<IdempotencyPurge>().RunAsync(default));

        (await ledger.Database.QueryAsync<long>("SELECT count(*) FROM ledger.idempotency_keys WHERE user_id = 7")).ShouldBe(10);
    }
}
