using Xunit;

namespace Monolith.Integration.Browser;

/// <summary>A test that needs a browser; ./test installs one where it can.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Program is null)
        {
            Skip = "There is no Chromium on this machine; Debian's package is 'chromium'.";
        }
    }
}
