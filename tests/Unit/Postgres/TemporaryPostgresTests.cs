using Shouldly;
using Xunit;

namespace Monolith.Unit.Postgres;

public sealed class TemporaryPostgresTests(TemporaryPostgres database) : IClassFixture<TemporaryPostgres>
{
    [Fact]
    public async Task Query_OnFreshDatabase_AnswersAndIsEmpty()
        => (await database.QueryAsync<long>("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).ShouldBe(0);

    [Fact]
    public async Task CreateDatabase_Twice_GivesSeparateOnes()
        => (await TemporaryPostgres.CreateDatabaseAsync()).ShouldNotBe(await TemporaryPostgres.CreateDatabaseAsync());
}
