namespace Monolith.Admin.Domain;

/// <summary>Kept by name: a name that was given once keeps its meaning.</summary>
internal enum AdminActionKind
{
    ListPendingKyc,
    ViewKyc,
    ViewKycStatement,
    ApproveKyc,
    RejectKyc,
    ListUsers,
    ViewUser,
    GrantAdmin,
    RevokeAdmin,
    FreezeWallet,
    UnfreezeWallet,
    ListFlags,
    ListActions,
}
