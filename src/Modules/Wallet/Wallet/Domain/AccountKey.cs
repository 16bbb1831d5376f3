using System.Runtime.InteropServices;

namespace Monolith.Wallet.Domain;

/// <summary>Names an account.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AccountKey(int UserId, AccountKind Kind);
