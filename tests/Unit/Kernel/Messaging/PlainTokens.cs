using Monolith.Kernel.Security;

namespace Monolith.Unit.Kernel.Messaging;

/// <summary>Tokens without a signature: what signs them has tests of its own.</summary>
internal sealed class PlainTokens(string self) : IServiceTokens
{
    public string Self => self;

    public string Issue(string audience, string permission, string? instance = null) => $"{self}|{audience}|{permission}|{instance}|{Guid.NewGuid()}";

    public ServiceIdentity? Verify(string token)
        => token.Split('|') is [var from, var audience, var permission, var instance, var id] && audience == self
            ? new ServiceIdentity(from, permission) { Instance = instance.Length == 0 ? null : instance, TokenId = Guid.Parse(id) }
            : null;
}
