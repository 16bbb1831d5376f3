using Microsoft.AspNetCore.Authentication;
using Monolith.Bench.Host;
using Monolith.Bench.Service;
using Monolith.Kernel.Data;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web;
using Monolith.Kernel.Web.Edge;
using Monolith.Kernel.Web.Listening;
using Monolith.Strangler.Routing;

// The Host's own pipeline around endpoints that do nothing. Setting WithStrangler is the only difference between the two hosts that are compared.
var builder = WebApplication.CreateBuilder(args);
var withStrangler = builder.Configuration.GetValue<bool>("WithStrangler");
var errors = new StartupErrors();
var data = new DataDirectory(builder.Configuration);

builder.AddWebDefaults(errors, data, "bench");
builder.Services.AddAuthentication(HeaderUser.Scheme).AddScheme<AuthenticationSchemeOptions, HeaderUser>(HeaderUser.Scheme, _ => { });
// The internal listener is on this machine only, and there is nothing to protect.
builder.Services.AddAuthorization(options => options.AddPolicy("Operator", policy => policy.RequireAssertion(_ => true)));
builder.Services.AddFrontendCors();
if (withStrangler)
{
    builder.Services.AddModuleDatabases(builder.Configuration, errors, data, DatabaseAccess.Administrator);
    builder.AddStrangler(errors, data, [new ModuleManifest("Bench")]);
}

errors.ThrowIfAny();

await using var app = builder.Build();
app.UseWebDefaults(edge => edge.UseEdgeHeaders().UseFrontendCors());
app.UseAuthorization();
if (withStrangler)
{
    await app.Services.GetRequiredService<DatabaseMigrator>().RunAsync(CancellationToken.None);
    app.UseStrangler();
    app.MapStranglerAdmin();
}

foreach (var (flag, endpoint) in app.MapBench())
{
    endpoint.WithMetadata(new ExtractableAttribute(flag));
}

await app.ServeAsync();
