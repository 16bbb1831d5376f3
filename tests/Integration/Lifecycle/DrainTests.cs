using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Integration.Lifecycle;

public sealed class DrainTests
{
    [Fact]
    public async Task Sigterm_RequestsInFlight_AreFinishedOnBothSides()
    {
        await using var environment = await TestEnvironment.StartAsync(new TestEnvironmentOptions { Services = ["Favorites"] });
        var user = await environment.Api.SignUpAsync();

        await environment.Operator.ShiftAsync("favorites", 100);
        await StopDuringAnAddAsync(environment, environment.Favorites.Process, user, 268, Side.Service);
        await environment.Operator.ShiftAsync("favorites", 0);
        await StopDuringAnAddAsync(environment, environment.Host, user, 155, Side.Monolith);

        await environment.StartHostAsync();
        (await user.FavoritesAsync()).ShouldBe([268, 155]);
    }

    private static async Task StopDuringAnAddAsync(TestEnvironment environment, ServerProcess stopping, SignedInUser user, int movie, Side side)
    {
        await using var connection = new NpgsqlConnection(environment.AdminConnectionString);
        await connection.OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "LOCK TABLE favorites.favorites IN EXCLUSIVE MODE");
        var add = user.AddAsync(movie);
        await Eventually.BecomesTrueAsync(async () => await ExecuteAsync(connection, "SELECT count(*) FROM pg_locks WHERE NOT granted") > 0, TimeSpan.FromSeconds(30));

        stopping.Terminate();
        await Task.Delay(TimeSpan.FromSeconds(1));
        stopping.HasExited.ShouldBeFalse("it did not wait for the request");
        await transaction.RollbackAsync();

        var answer = await add;
        answer.ShouldSay(201, "Filme adicionado aos favoritos!").ServedBy.ShouldBe(side);
        await connection.CloseAsync();
        (await stopping.WaitForExitAsync(TimeSpan.FromSeconds(40))).ShouldBe(0);
    }

    private static async Task<long> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() as long? ?? 0;
    }
}
