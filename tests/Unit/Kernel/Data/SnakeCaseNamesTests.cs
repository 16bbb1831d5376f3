using Monolith.Kernel.Data;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Data;

public sealed class SnakeCaseNamesTests
{
    [Theory]
    [InlineData("Id", "id")]
    [InlineData("UserId", "user_id")]
    [InlineData("PK_Favorites", "pk_favorites")]
    [InlineData("IX_Users_EmailAddress", "ix_users_email_address")]
    [InlineData("HTTPStatus", "http_status")]
    [InlineData("already_snake", "already_snake")]
    public void Of_Name_IsSnakeCase(string name, string expected) => SnakeCaseNames.Of(name).ShouldBe(expected);
}
