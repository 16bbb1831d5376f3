using Monolith.ArchitectureTests.Code;
using Monolith.ArchitectureTests.Rules;
using Shouldly;
using Xunit;

namespace Monolith.ArchitectureTests;

/// <summary>With UPDATE_EVENTS=1 approves what is new and breaks nothing. What breaks something has to be a new version, or its file removed by hand.</summary>
public sealed class ApprovedEventsTests
{
    [Fact]
    public void Events_WithTheUpdateCommand_AreApprovedUnlessTheyBreak()
    {
        var approved = ApprovedEvents.Read(RealCode.Root);
        foreach (var shape in EventShapes.AllIn(RealCode.Base))
        {
            (approved.TryGetValue(shape.Name, out var before) ? EventsKeepTheirShape.Breaks(before, shape) : []).Select(v => v.Describe(nameof(EventsKeepTheirShape))).ShouldBeEmpty();
            if (Environment.GetEnvironmentVariable("UPDATE_EVENTS") == "1")
            {
                ApprovedEvents.Write(RealCode.Root, shape);
            }
        }
    }
}
