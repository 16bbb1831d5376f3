using System.Runtime.InteropServices;

namespace Monolith.Wallet.Domain;

/// <summary>An amount, positive, from one account to another: whatever is made of moves sums to zero.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Move(AccountKey From, AccountKey To, decimal Amount);
