using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monolith.Strangler.Gateway;
using Monolith.Strangler.Gateway.Configuration;
using Monolith.Strangler.Routing.Forwarding;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Gateway.Configuration;

/// <summary>Whatever happens to the file, the gateway goes on by the last right one, and takes up the next.</summary>
public sealed class CurrentConfigurationTests : IAsyncLifetime
{
    private readonly GatewayFolder _folder = new();
    private readonly WebApplication _app;
    private readonly CurrentConfiguration _current;

    public CurrentConfigurationTests()
    {
        _app = GatewayProcess.Build(_folder.File, ["--DataDir", _folder.Data]);
        _current = _app.Services.GetRequiredService<CurrentConfiguration>();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void Load_SameText_ChangesNothing()
    {
        var changes = Changes();

        _current.Load();

        changes().ShouldBe(0);
    }

    [Fact]
    public void Load_OtherService_IsInForce()
    {
        var changes = Changes();
        var orders = Service;
        _folder.Write(With("20009"));

        _current.Load();

        Service.Address.Display.ShouldBe("http://127.0.0.1:20009");
        Service.ShouldNotBeSameAs(orders);
        changes().ShouldBe(1);
    }

    [Fact]
    public void Load_OtherRoute_KeepsWhatIsKnownOfTheService()
    {
        var orders = Service;
        _folder.Write(GatewayFolder.Right.Replace("/api/orders/{**rest}", "/api/all/{**rest}", StringComparison.Ordinal));

        _current.Load();

        Service.ShouldBeSameAs(orders);
        _app.Services.GetRequiredService<Monolith.Strangler.Routing.Routes.RouteCatalog>().Routes["orders.list"].Endpoints.ShouldBe(["GET|HEAD /api/all/{**rest}"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"monolith\": { \"url\": \"http")]
    [InlineData("{}")]
    public void Load_Broken_KeepsTheOneBeforeAndSaysWhy(string text)
    {
        var before = _current.Value;
        _folder.Write(text);

        CurrentConfiguration.IsRefusal(Should.Throw<Exception>(_current.Load)).ShouldBeTrue();

        _current.Value.ShouldBeSameAs(before);
        _current.Error.ShouldNotBeNull().ShouldContain("strangler.json");
        _folder.Write(GatewayFolder.Right);
        _current.Load();
        _current.Error.ShouldBeNull();
    }

    [Fact]
    public void Load_Deleted_KeepsTheOneBefore()
    {
        var before = _current.Value;
        File.Delete(_folder.File);

        CurrentConfiguration.IsRefusal(Should.Throw<Exception>(_current.Load)).ShouldBeTrue();

        _current.Value.ShouldBeSameAs(before);
        _current.Error.ShouldNotBeNull();
    }

    [Fact]
    public void Write_TextThatWouldBeRefused_IsNotWritten()
    {
        Should.Throw<GatewayFileException>(() => _current.Write("{}"));

        _folder.Text.ShouldBe(GatewayFolder.Right);
    }

    [Fact]
    public async Task Watch_EveryWayToReplaceAFile_IsSeen()
    {
        using var watch = new ConfigurationWatch(_current, TimeProvider.System, NullLogger<ConfigurationWatch>.Instance);
        await watch.StartAsync(CancellationToken.None);

        _folder.Write(With("20011"));
        await ServiceBecomesAsync("20011");

        // As most editors do.
        File.WriteAllText(_folder.File + "~", With("20012"));
        File.Move(_folder.File + "~", _folder.File, overwrite: true);
        await ServiceBecomesAsync("20012");

        // As Kubernetes does: the file is a link through a link that is replaced.
        File.Delete(_folder.File);
        Mount("20013", "..1");
        File.CreateSymbolicLink(_folder.File, "..data/strangler.json");
        await ServiceBecomesAsync("20013");
        Mount("20014", "..2");
        await ServiceBecomesAsync("20014");

        // In two halves.
        File.Delete(_folder.File);
        var text = With("20015");
        _folder.Write(text[..100]);
        await Eventually.BecomesAsync(() => _current.Error is not null, true);
        File.AppendAllText(_folder.File, text[100..]);
        await ServiceBecomesAsync("20015");
        _current.Error.ShouldBeNull();
        await watch.StopAsync(CancellationToken.None);
    }

    private ExtractedService Service => _app.Services.GetRequiredService<ExtractedServices>().Find("orders")!;

    private static string With(string port) => GatewayFolder.Right.Replace("20002", port, StringComparison.Ordinal);

    private Task ServiceBecomesAsync(string port) => Eventually.BecomesAsync(() => Service.Address.Display, $"http://127.0.0.1:{port}");

    private void Mount(string port, string version)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Folder, version)).FullName;
        File.WriteAllText(Path.Combine(folder, "strangler.json"), With(port));
        File.CreateSymbolicLink(Path.Combine(_folder.Folder, "..data_tmp"), version);
        // File.Move does not take a link to a folder for a file.
        using var rename = Process.Start("mv", ["-T", Path.Combine(_folder.Folder, "..data_tmp"), Path.Combine(_folder.Folder, "..data")]);
        rename.WaitForExit();
    }

    private Func<int> Changes()
    {
        var changes = 0;
        _current.Changed += (_, _) => changes++;
        return () => changes;
    }
}
