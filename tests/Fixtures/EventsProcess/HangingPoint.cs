using Monolith.StockModule;

namespace Monolith.EventsProcess;

/// <summary>Stops the process at one point of a delivery, and says so on the standard output: the test kills it there.</summary>
internal static class HangingPoint
{
    public static void Set(StockSteps steps, string? point)
    {
        switch (point)
        {
            case "before-writing":
                steps.BeforeWriting = (_, _) => HangAsync(point);
                break;
            case "before-commit":
                steps.BeforeCommit = (_, _) => HangAsync(point);
                break;
            case "after-commit":
                steps.AfterCommit = () => HangAsync(point);
                break;
            default:
                break;
        }
    }

    public static Task HangAsync(string point)
    {
        Console.WriteLine($"at {point}");
        return Task.Delay(Timeout.Infinite);
    }
}
