using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Flags;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Flags;

public sealed class ShiftAimTests
{
    private static readonly DateTimeOffset Morning = new(2026, 12, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly ShiftAim Nothing = new([], [], From: null, Until: null, Clear: false);
    private static readonly string[] Routes = ["favorites.add"];
    private static readonly FlagDocument Flags = new FlagDocument().WithFlagsFor(Routes);

    [Fact]
    public void Shift_NamesAndWindow_AreAddedToThoseThereAre()
    {
        var first = Flags.Shift(Routes, 10, Nothing with { Users = ["1", "2"], Groups = ["staff"], From = Morning });

        var flag = first.Shift(Routes, 20, Nothing with { Users = ["2", "3"], Until = Morning.AddHours(9) }).Flags[0];

        flag.Allocation!.User.ShouldHaveSingleItem().Users.ShouldBe(["1", "2", "3"]);
        flag.Allocation.Group.ShouldHaveSingleItem().Groups.ShouldBe(["staff"]);
        TimeWindow.Read(flag.Conditions!.ClientFilters.ShouldHaveSingleItem(), out _).ShouldBe(new TimeWindow(Morning, Morning.AddHours(9)));
        new CompiledFlag(flag).Decide("3", [], Morning).ShouldBe(new Decision(Side.Service, DecisionReason.User));
        new CompiledFlag(flag).Decide("3", [], Morning.AddHours(9)).ShouldBe(new Decision(Side.Monolith, DecisionReason.OutsideSchedule));
    }

    [Fact]
    public void Shift_NothingNamed_LeavesNamesAndWindow()
    {
        var first = Flags.Shift(Routes, 10, Nothing with { Users = ["1"], Until = Morning });

        var flag = first.Shift(Routes, 30, Nothing).Flags[0];

        flag.Allocation!.User.ShouldBe(first.Flags[0].Allocation!.User);
        flag.Conditions.ShouldBe(first.Flags[0].Conditions);
    }

    [Fact]
    public void Shift_UserNamedForTheMonolith_IsTheServicesAndNobodysTwice()
    {
        var document = FlagDocument.Parse(TestFlags.Document(TestFlags.Flag("favorites.add", user: """{"variant":"monolith","users":["1","2"]}""")));

        var flag = document.Shift(Routes, 0, Nothing with { Users = ["2"] }).Flags[0];

        flag.Allocation!.User!.Select(u => $"{u.Variant} {string.Join(' ', u.Users)}").ShouldBe(["service 2", "monolith 1"]);
    }

    [Fact]
    public void Shift_Clear_ForgetsAndThenAdds()
    {
        var first = Flags.Shift(Routes, 10, Nothing with { Users = ["1"], Groups = ["staff"], From = Morning });

        var flag = first.Shift(Routes, 10, Nothing with { Users = ["2"], Clear = true }).Flags[0];

        flag.Allocation!.User.ShouldHaveSingleItem().Users.ShouldBe(["2"]);
        flag.Allocation.Group.ShouldBeNull();
        flag.Conditions!.ClientFilters.ShouldBeNull();
    }

    [Fact]
    public void Shift_FlagWithSeveralWindows_DoesNotGuess()
    {
        var window = TestFlags.Window(Morning, end: null);
        var document = FlagDocument.Parse(TestFlags.Document(TestFlags.Flag("favorites.add", conditions: $$"""{"client_filters":[{{window}},{{window}}]}""")));

        Should.Throw<InvalidFlagsException>(() => document.Shift(Routes, 10, Nothing with { Until = Morning.AddDays(1) })).Message.ShouldContain("2 time windows");
    }
}
