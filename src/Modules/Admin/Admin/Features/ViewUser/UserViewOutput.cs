using System.Text.Json.Serialization;
using Monolith.Admin.Features.ViewUser.Parts;
using Monolith.Auth.Contracts;
using Monolith.Kernel.Results;
using Monolith.Kyc.Contracts;
using Monolith.Profiles.Contracts;
using Monolith.Wallet.Contracts;

namespace Monolith.Admin.Features.ViewUser;

/// <summary>A user as admins see them. A part is null where its module did not answer, and then its name is in <paramref name="Unavailable"/>.</summary>
internal sealed record UserViewOutput(
    [property: JsonPropertyName("user_id")] int UserId,
    AccountPart? Account,
    SessionsPart? Sessions,
    ProfilePart? Profile,
    WalletPart? Wallet,
    KycPart? Kyc,
    IReadOnlyList<string> Unavailable)
{
    public static UserViewOutput Of(
        int userId, Result<UserAccount> account, Result<SessionActivity> sessions, Result<ProfileDetails> profile, Result<WalletBalance> wallet, Result<KycStatus> kyc)
    {
        var missing = new List<string>();
        return new(
            userId,
            Part("account", account, AccountPart.Of),
            Part("sessions", sessions, SessionsPart.Of),
            Part("profile", profile, ProfilePart.Of),
            Part("wallet", wallet, WalletPart.Of),
            Part("kyc", kyc, KycPart.Of),
            missing);

        TPart? Part<T, TPart>(string name, Result<T> answer, Func<T, TPart> of)
            where TPart : class
        {
            if (answer.Succeeded)
            {
                return of(answer.Value);
            }

            missing.Add(name);
            return null;
        }
    }
}
