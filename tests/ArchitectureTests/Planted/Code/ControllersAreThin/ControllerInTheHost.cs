// expect: StatusController is a controller outside of a module.
//# assembly Monolith.Host
using Microsoft.AspNetCore.Mvc;

internal sealed class StatusController : ControllerBase
{
    public static void Main()
    {
    }
}
