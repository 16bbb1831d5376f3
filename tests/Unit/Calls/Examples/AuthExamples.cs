using Monolith.Auth.Contracts;

namespace Monolith.Unit.Calls.Examples;

internal static class AuthExamples
{
    public static FindUserByEmail FindUserByEmail(CallWorld world) => new(world.User.Email);

    public static GetUser GetUser(CallWorld world) => new(world.User.Id);

    public static GetUsers GetUsers(CallWorld world) => new([world.Admin.Id, world.User.Id, 999_999_999]);

    public static ListUsers ListUsers(CallWorld world) => new(world.User.Email, After: null, Limit: 10);

    public static GetSessionActivity GetSessionActivity(CallWorld world) => new(world.User.Id);

    public static IsSessionRevoked IsSessionRevoked(CallWorld world) => new(new Guid(world.User.Id, 7, 7, new byte[8]));

    public static ListRevokedSessions ListRevokedSessions(CallWorld world) => new(Since: null);

    public static async Task<SetUserRole> SetUserRole(CallWorld world) => new((await world.Host.NewUserAsync()).Id, "user", world.Admin.Id);
}
