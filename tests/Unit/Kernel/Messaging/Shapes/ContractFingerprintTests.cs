using Monolith.Kernel.Messaging;
using Monolith.Kernel.Messaging.Shapes;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Messaging.Shapes;

public sealed class ContractFingerprintTests
{
    [Fact]
    public void Of_SameMembersInAnotherOrder_IsTheSame() => Of(typeof(Ask)).ShouldBe(Of(typeof(Reordered.Ask)));

    [Theory]
    [InlineData(typeof(Renamed.Ask))]
    [InlineData(typeof(Retyped.Ask))]
    [InlineData(typeof(Nulled.Ask))]
    public void Of_AnotherMemberTypeOrNull_Differs(Type other) => Of(other).ShouldNotBe(Of(typeof(Ask)));

    [Fact]
    public void Of_AnotherAnswerOrKind_Differs()
    {
        var before = ContractFingerprint.Of([ContractShape.OfRequest("a.Ask", typeof(Ask), typeof(int), "query")]);

        ContractFingerprint.Of([ContractShape.OfRequest("a.Ask", typeof(Ask), typeof(long), "query")]).ShouldNotBe(before);
        ContractFingerprint.Of([ContractShape.OfRequest("a.Ask", typeof(Ask), typeof(int), "command")]).ShouldNotBe(before);
    }

    [Fact]
    public void Of_RequestsInAnotherOrder_IsTheSame()
    {
        ContractShape[] requests = [ContractShape.OfRequest("a.Ask", typeof(Ask), typeof(int), "query"), ContractShape.OfRequest("a.Tell", typeof(Renamed.Ask), typeof(int), "query")];

        ContractFingerprint.Of(requests.Reverse()).ShouldBe(ContractFingerprint.Of(requests));
    }

    // Written down once: it changes with nothing but the shape, in any build on any machine.
    [Fact]
    public void Of_ThisShape_IsWhatItWas() => Of(typeof(Ask)).ShouldBe("f12504346d230e950fc1ae368ccb5953a6b79167e5581829bed54f786c4ac86e");

    private static string Of(Type request) => ContractFingerprint.Of([ContractShape.OfRequest("a.Ask", request, typeof(int), "query")]);

    internal sealed record Ask(int Id, string Text, IReadOnlyList<decimal>? Prices = null) : IQuery<int>;

    internal static class Reordered
    {
        internal sealed record Ask(string Text, int Id, IReadOnlyList<decimal>? Prices = null);
    }

    internal static class Renamed
    {
        internal sealed record Ask(int Ident, string Text, IReadOnlyList<decimal>? Prices = null);
    }

    internal static class Retyped
    {
        internal sealed record Ask(long Id, string Text, IReadOnlyList<decimal>? Prices = null);
    }

    internal static class Nulled
    {
        internal sealed record Ask(int Id, string? Text, IReadOnlyList<decimal>? Prices = null);
    }
}
