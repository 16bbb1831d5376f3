using Monolith.Admin.Domain;

namespace Monolith.Admin.Audit;

/// <summary>What an admin wants; see <see cref="AdminAction"/>.</summary>
internal sealed record Intent(int AdminId, AdminActionKind Kind, int? UserId = null, string? Reason = null);
