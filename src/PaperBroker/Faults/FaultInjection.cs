using System.Text;

namespace Monolith.PaperBroker.Faults;

/// <summary>Does to a request what the switch says.</summary>
internal sealed class FaultInjection(RequestDelegate next, FaultSwitch faults, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var fault = path == FaultEndpoints.Path || path.StartsWith("/health", StringComparison.Ordinal) ? null : faults.Take(path);
        if (fault is null)
        {
            await next(context);
            return;
        }

        await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs), time, context.RequestAborted);
        if (fault is { Drop: true, AfterWork: false })
        {
            context.Abort();
        }
        else if (fault.Status is { } status)
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = fault.Location;
            await context.Response.WriteAsJsonAsync(new { });
        }
        else
        {
            await SpoilAsync(context, fault);
        }
    }

    private async Task SpoilAsync(HttpContext context, Fault fault)
    {
        var (body, whole) = (context.Response.Body, new MemoryStream());
        context.Response.Body = whole;
        await next(context);
        context.Response.Body = body;
        if (fault.Drop)
        {
            context.Abort();
            return;
        }

        context.Response.ContentLength = null;
        await body.WriteAsync(Encoding.ASCII.GetBytes(new string(' ', fault.Bytes)));
        await body.WriteAsync(fault.BrokenJson ? [.. whole.ToArray().Take((int)whole.Length / 2), .. "\""u8] : whole.ToArray());
    }
}
