using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

// One call of every banned symbol, each with its id at the end of its line, and beside them what is allowed.
internal sealed class BannedCalls(Task task, Task<int> number, ValueTask<int> value, DatabaseFacade database, DbSet<string> set, IServiceCollection services)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public async Task AllowedAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        _ = time.GetUtcNow();
        await Task.Delay(Second, time, cancellationToken);
        await task;
        _ = await number + await value;
        await Task.WhenAll(task, number);
        await task.WaitAsync(Second, cancellationToken);
        _ = Random.Shared.Next();
        _ = SHA256.HashData([1]);
        await database.ExecuteSqlAsync($"select {1}", cancellationToken);
        _ = new HttpClient(new SocketsHttpHandler());
        services.AddHttpForwarder();
    }

    public void Clocks()
    {
        _ = DateTime.Now; // P:System.DateTime.Now
        _ = DateTime.UtcNow; // P:System.DateTime.UtcNow
        _ = DateTime.Today; // P:System.DateTime.Today
        _ = DateTimeOffset.Now; // P:System.DateTimeOffset.Now
        _ = DateTimeOffset.UtcNow; // P:System.DateTimeOffset.UtcNow
    }

    public void Blocking()
    {
        Thread.Sleep(1); // M:System.Threading.Thread.Sleep(System.Int32)
        Thread.Sleep(Second); // M:System.Threading.Thread.Sleep(System.TimeSpan)
        _ = number.Result; // P:System.Threading.Tasks.Task`1.Result
        _ = value.Result; // P:System.Threading.Tasks.ValueTask`1.Result
        task.Wait(); // M:System.Threading.Tasks.Task.Wait
        task.Wait(CancellationToken.None); // M:System.Threading.Tasks.Task.Wait(System.Threading.CancellationToken)
        task.Wait(1); // M:System.Threading.Tasks.Task.Wait(System.Int32)
        task.Wait(Second); // M:System.Threading.Tasks.Task.Wait(System.TimeSpan)
        task.Wait(1, CancellationToken.None); // M:System.Threading.Tasks.Task.Wait(System.Int32,System.Threading.CancellationToken)
        task.Wait(Second, CancellationToken.None); // M:System.Threading.Tasks.Task.Wait(System.TimeSpan,System.Threading.CancellationToken)
        Task.WaitAll(new Task[] { task }); // M:System.Threading.Tasks.Task.WaitAll(System.Threading.Tasks.Task[])
        Task.WaitAll(task, number); // M:System.Threading.Tasks.Task.WaitAll(System.ReadOnlySpan{System.Threading.Tasks.Task})
        Task.WaitAny(task, number); // M:System.Threading.Tasks.Task.WaitAny(System.Threading.Tasks.Task[])
        task.GetAwaiter().GetResult(); // M:System.Runtime.CompilerServices.TaskAwaiter.GetResult
        number.GetAwaiter().GetResult(); // M:System.Runtime.CompilerServices.TaskAwaiter`1.GetResult
        new ValueTask(task).GetAwaiter().GetResult(); // M:System.Runtime.CompilerServices.ValueTaskAwaiter.GetResult
        value.GetAwaiter().GetResult(); // M:System.Runtime.CompilerServices.ValueTaskAwaiter`1.GetResult
    }

    public void Weak()
    {
        _ = new Random(); // M:System.Random.#ctor
        _ = MD5.HashData([1]); // T:System.Security.Cryptography.MD5
        _ = SHA1.HashData([1]); // T:System.Security.Cryptography.SHA1
    }

    public async Task SqlAsync(string sql, IEnumerable<object> values)
    {
        _ = set.FromSqlRaw(sql); // M:Microsoft.EntityFrameworkCore.RelationalQueryableExtensions.FromSqlRaw``1(Microsoft.EntityFrameworkCore.DbSet{``0},System.String,System.Object[])
        _ = database.SqlQueryRaw<int>(sql); // M:Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.SqlQueryRaw``1(Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade,System.String,System.Object[])
        database.ExecuteSqlRaw(sql, 1); // M:Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRaw(Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade,System.String,System.Object[])
        database.ExecuteSqlRaw(sql, values); // M:Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRaw(Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade,System.String,System.Collections.Generic.IEnumerable{System.Object})
        await database.ExecuteSqlRawAsync(sql, CancellationToken.None); // M:Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade,System.String,System.Threading.CancellationToken)
        await database.ExecuteSqlRawAsync(sql, 1, 2); // M:Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade,System.String,System.Object[])
        await database.ExecuteSqlRawAsync(sql, values, CancellationToken.None); // M:Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade,System.String,System.Collections.Generic.IEnumerable{System.Object},System.Threading.CancellationToken)
    }

    public void Servers()
    {
        Environment.Exit(1); // M:System.Environment.Exit(System.Int32)
        Environment.FailFast("x"); // M:System.Environment.FailFast(System.String)
        _ = new HttpClient(); // M:System.Net.Http.HttpClient.#ctor
        services.AddReverseProxy(); // M:Microsoft.Extensions.DependencyInjection.ReverseProxyServiceCollectionExtensions.AddReverseProxy(Microsoft.Extensions.DependencyInjection.IServiceCollection)
        services.BuildServiceProvider(); // M:Microsoft.Extensions.DependencyInjection.ServiceCollectionContainerBuilderExtensions.BuildServiceProvider(Microsoft.Extensions.DependencyInjection.IServiceCollection)
    }

    public void Modules(NpgsqlConnectionStringBuilder connection)
    {
        Console.WriteLine("x"); // T:System.Console
        _ = Environment.GetEnvironmentVariable("X"); // M:System.Environment.GetEnvironmentVariable(System.String)
        _ = new NpgsqlConnection(); // M:Npgsql.NpgsqlConnection.#ctor
        _ = new NpgsqlConnection("x"); // M:Npgsql.NpgsqlConnection.#ctor(System.String)
        _ = NpgsqlDataSource.Create("x"); // M:Npgsql.NpgsqlDataSource.Create(System.String)
        _ = NpgsqlDataSource.Create(connection); // M:Npgsql.NpgsqlDataSource.Create(Npgsql.NpgsqlConnectionStringBuilder)
        _ = new NpgsqlDataSourceBuilder("x"); // M:Npgsql.NpgsqlDataSourceBuilder.#ctor(System.String)
    }
}
