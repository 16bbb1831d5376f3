using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Idempotency;

namespace Monolith.LedgerModule;

public sealed record EntryInput(string Text);

/// <summary>An action for each way to write and each way to answer. The test says which in the route.</summary>
[ApiController]
[MoviesFrontend]
[Route("ledger")]
internal sealed class LedgerController(LedgerDbContext database, LedgerSteps steps) : ControllerBase
{
    /// <summary>Writes, and answers what nobody could guess: a repeat that is executed answers something else.</summary>
    [HttpPost("{way}")]
    [HttpDelete("{way}")]
    [IdempotentByKey]
    public async Task<IActionResult> Write(string way, EntryInput input, [FromQuery] int status, [FromQuery] int size, CancellationToken cancellationToken)
    {
        steps.Start();
        await steps.BeforeWriting(cancellationToken);
        await WriteAsync(way, input.Text, cancellationToken);
        await steps.AfterWriting(cancellationToken);
        Response.Headers.Location = "/ledger/entries";
        return StatusCode(status == 0 ? StatusCodes.Status201Created : status, new { input.Text, id = Guid.NewGuid(), padding = new string('.', size) });
    }

    [HttpPost("silent")]
    [IdempotentByKey]
    public IActionResult Silent()
    {
        steps.Start();
        return StatusCode(StatusCodes.Status404NotFound);
    }

    private async Task WriteAsync(string way, string text, CancellationToken cancellationToken)
    {
        switch (way)
        {
            case "save":
                database.Entries.Add(new Entry { Text = text });
                await database.SaveChangesAsync(cancellationToken);
                break;
            case "save-synchronously":
                database.Entries.Add(new Entry { Text = text });
                database.SaveChanges();
                break;
            case "transaction":
                await using (var transaction = await database.Database.BeginTransactionAsync(cancellationToken))
                {
                    database.Entries.Add(new Entry { Text = text });
                    await database.SaveChangesAsync(cancellationToken);
                    await database.Entries.Where(e => e.Text == "nobody's").ExecuteDeleteAsync(cancellationToken);
                    await transaction.CommitAsync(cancellationToken);
                }

                break;
            case "update":
                await database.Entries.Where(e => e.Text == $"{text} before").ExecuteUpdateAsync(e => e.SetProperty(x => x.Text, text), cancellationToken);
                break;
            case "sql":
                await database.Database.ExecuteSqlAsync($"INSERT INTO ledger.entries (text) VALUES ({text})", cancellationToken);
                break;
            case "sql-with-rows":
                await database.Database.SqlQuery<int>($"INSERT INTO ledger.entries (text) VALUES ({text}) RETURNING id").ToListAsync(cancellationToken);
                break;
            case "twice":
                database.Entries.Add(new Entry { Text = text });
                await database.SaveChangesAsync(cancellationToken);
                database.Entries.Add(new Entry { Text = text });
                await database.SaveChangesAsync(cancellationToken);
                break;
            default:
                break;
        }
    }
}
