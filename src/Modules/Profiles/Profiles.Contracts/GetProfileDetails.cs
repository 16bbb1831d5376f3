using Monolith.Kernel.Messaging;

namespace Monolith.Profiles.Contracts;

/// <summary>Asks what a user says of themselves. Never answers NotFound: a user without a profile, or who does not exist, has said nothing.</summary>
/// <param name="UserId">Whose.</param>
public sealed record GetProfileDetails(int UserId) : IQuery<ProfileDetails>;
