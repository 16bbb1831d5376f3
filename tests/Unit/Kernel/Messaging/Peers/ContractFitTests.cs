using Monolith.Kernel.Messaging.Peers;
using Monolith.Kernel.Messaging.Shapes;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Messaging.Peers;

public sealed class ContractFitTests
{
    private static readonly ContractsMessage Today = Contracts(Request("a.Ask", ("request.id", "int32"), ("answer.text", "string")));

    [Fact]
    public void Between_Same_FitsWhollyWithoutALookAtTheRequests()
    {
        var fit = ContractFit.Between(Today, Today);

        fit.IsCompatible.ShouldBeTrue();
        fit.Unknown.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("request.more", "string optional")]
    [InlineData("answer.more", "string? optional")]
    public void Between_OneHasAnOptionalMemberMore_FitsEitherWay(string path, string type)
    {
        var grown = Contracts(Request("a.Ask", ("request.id", "int32"), ("answer.text", "string"), (path, type)));

        ContractFit.Between(Today, grown).IsCompatible.ShouldBeTrue();
        ContractFit.Between(grown, Today).IsCompatible.ShouldBeTrue();
    }

    [Theory]
    [InlineData("request.id", "int64", "a.Ask: 'request.id' is 'int32' for the sender and 'int64' for the answering side")]
    [InlineData("answer.text", "string?", "a.Ask: 'answer.text' is 'string' for the sender and 'string?' for the answering side")]
    [InlineData("request.new", "string", "a.Ask: 'request.new' (string) is not known to the sender")]
    public void Between_AMemberDiffers_NamesIt(string path, string type, string expected)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["request.id"] = "int32", ["answer.text"] = "string", [path] = type };
        var other = Contracts(new ContractShape("a.Ask", fields));

        ContractFit.Between(Today, other).Differences.ShouldHaveSingleItem().ShouldBe(expected);
    }

    [Fact]
    public void Between_AnAnsweringSideWithoutARequest_LeavesOutThatOneOnly()
    {
        var newer = Contracts([.. Today.Requests, Request("a.New", ("request.id", "int32"))]);

        var fit = ContractFit.Between(newer, Today);

        fit.IsCompatible.ShouldBeTrue();
        fit.Unknown.ShouldBe(["a.New"]);
        ContractFit.Between(Today, newer).Unknown.ShouldBeEmpty();
    }

    [Fact]
    public void Between_WhollyOtherMembers_TellsSomeOfThem()
    {
        var many = Enumerable.Range(0, 1000).Select(i => ($"request.m{i}", "int32")).ToArray();

        ContractFit.Between(Contracts(Request("a.Ask", many)), Today).Differences.Count.ShouldBeLessThan(10);
    }

    private static ContractsMessage Contracts(params ContractShape[] requests) => new("x", "i", "A", ContractFingerprint.Of(requests), requests);

    private static ContractShape Request(string name, params (string Path, string Type)[] fields)
        => new(name, fields.ToDictionary(f => f.Path, f => f.Type, StringComparer.Ordinal));
}
