using Monolith.Strangler.Gateway.Configuration;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Gateway.Configuration;

/// <summary>The file is somebody else's too: editors, and tools that mount it.</summary>
public sealed class GatewayFileSourceTests : IDisposable
{
    private readonly GatewayFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_KeepsTheMode_AndLeavesNothingBeside()
    {
        File.SetUnixFileMode(_folder.File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Source().Write("{}");

        _folder.Text.ShouldBe("{}");
        File.GetUnixFileMode(_folder.File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Directory.GetFiles(_folder.Folder).ShouldHaveSingleItem();
    }

    [Fact]
    public void Write_Link_ReplacesWhatItPointsTo()
    {
        var target = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Folder, "versions")).FullName, "1.json");
        File.Move(_folder.File, target);
        File.CreateSymbolicLink(_folder.File, target);

        Source().Write("{}");

        new FileInfo(_folder.File).LinkTarget.ShouldBe(target);
        File.ReadAllText(target).ShouldBe("{}");
    }

    [Fact]
    public void Write_TargetGone_SaysSoAndLeavesNothing()
    {
        File.Delete(_folder.File);

        Should.Throw<IOException>(() => Source().Write("{}"));

        Directory.GetFiles(_folder.Folder).ShouldBeEmpty();
    }

    [Fact]
    public void Read_Gone_IsARefusal() => CurrentConfiguration.IsRefusal(Should.Throw<IOException>(() => new GatewayFileSource(_folder.File + "x", true).Read())).ShouldBeTrue();

    [Fact]
    public void Read_Folder_IsARefusal() => CurrentConfiguration.IsRefusal(Should.Throw<Exception>(() => new GatewayFileSource(_folder.Folder, true).Read())).ShouldBeTrue();

    [Fact]
    public void Read_TooLarge_IsRefusedUnread()
    {
        using (var file = new FileStream(_folder.File, FileMode.Open))
        {
            file.SetLength((16 * 1024 * 1024) + 1);
        }

        Should.Throw<GatewayFileException>(() => Source().Read()).Message.ShouldContain("larger");
    }

    private GatewayFileSource Source() => new(_folder.File, flagsInFile: true);
}
