using Xunit;

namespace Monolith.DataCutover;

/// <summary>Tests that look at, or change, what is the whole server's: alone, when the others are done.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WholeServerTests
{
    public const string Name = "The whole server";
}
