using Monolith.Kyc.Statements;
using Xunit;

namespace Monolith.Unit.Kyc;

/// <summary>Skipped, and says so, where the programs are missing that statements are read with.</summary>
public sealed class StatementFactAttribute : FactAttribute
{
    public StatementFactAttribute()
    {
        if (new StatementTools().Missing is [_, ..] missing)
        {
            Skip = $"Needs {string.Join(", ", missing)} (Debian: poppler-utils, qpdf).";
        }
    }
}
