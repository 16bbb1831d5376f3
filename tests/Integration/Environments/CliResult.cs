using System.Text.Json.Nodes;
using Shouldly;

namespace Monolith.Integration.Environments;

internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output, which must be one JSON value and nothing else.</summary>
    public JsonNode Json => JsonNode.Parse(Output)!;

    public CliResult ShouldSucceed()
    {
        ExitCode.ShouldBe(0, ToString());
        return this;
    }

    /// <summary>Not zero, with a message that holds <paramref name="text"/>, and no stack trace.</summary>
    public CliResult ShouldFailSaying(string text)
    {
        ExitCode.ShouldNotBe(0, ToString());
        (Output + Error).ShouldContain(text, Case.Insensitive);
        (Output + Error).ShouldNotContain("   at ", Case.Sensitive);
        return this;
    }

    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Error}";
}
