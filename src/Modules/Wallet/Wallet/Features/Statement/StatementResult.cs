using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Results;

namespace Monolith.Wallet.Features.Statement;

/// <summary>
/// Writes a statement page by page. Each page is a query of its own, so that a client that reads slowly holds neither a connection of the database nor a
/// snapshot; entries never change and have numbers without gaps, so the pages fit together all the same.
/// </summary>
/// <param name="range">The lines.</param>
/// <param name="read">Reads the first lines of what is left.</param>
internal sealed class StatementResult(StatementRange range, Func<StatementRange, Task<Result<IReadOnlyList<StatementLine>>>> read) : ActionResult
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, aborted) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=\"statement.csv\"";
        await response.WriteAsync(Csv.Header, aborted);
        for (var left = range; left.After < left.Last;)
        {
            var page = await read(left);
            if (page is not { Value: [.., var last] lines })
            {
                // The answer has begun: cutting it off is all that is left to say so.
                context.HttpContext.Abort();
                return;
            }

            await response.WriteAsync(lines.Aggregate(new StringBuilder(), (text, line) => text.Append(Csv.Of(line))).ToString(), aborted);
            left = left with { After = last.Number };
        }
    }
}
