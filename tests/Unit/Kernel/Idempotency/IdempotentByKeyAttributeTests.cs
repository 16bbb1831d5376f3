using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Monolith.Kernel.Idempotency;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Idempotency;

public sealed class IdempotentByKeyAttributeTests
{
    [Theory]
    [InlineData("k")]
    [InlineData("8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("\"quoted\"")]
    [InlineData("!~")]
    public void TryRead_OneVisibleAsciiValue_IsTheKey(string value)
    {
        IdempotentByKeyAttribute.TryRead(Headers(value), out var key).ShouldBeTrue();
        key.ShouldBe(value);
    }

    [Fact]
    public void TryRead_LongestKey_IsTheKey() => IdempotentByKeyAttribute.TryRead(Headers(new string('k', 255)), out _).ShouldBeTrue();

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("tab\t")]
    [InlineData("schlüssel")]
    [InlineData("del\u007f")]
    [InlineData("one", "two")]
    [InlineData("same", "same")]
    public void TryRead_AnythingElse_IsNoKey(params string[] values)
    {
        IdempotentByKeyAttribute.TryRead(Headers(values), out var key).ShouldBeFalse();
        key.ShouldBeNull();
    }

    [Fact]
    public void TryRead_OneCharacterTooMany_IsNoKey() => IdempotentByKeyAttribute.TryRead(Headers(new string('k', 256)), out _).ShouldBeFalse();

    private static HeaderDictionary Headers(params string[] values) => new() { [IdempotentByKeyAttribute.Header] = new StringValues(values) };
}
