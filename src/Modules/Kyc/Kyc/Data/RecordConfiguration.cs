using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Kyc.Contracts;
using Monolith.Kyc.Domain;

namespace Monolith.Kyc.Data;

internal sealed class RecordConfiguration : IEntityTypeConfiguration<KycRecord>
{
    /// <summary>The longest name of an enum's value that is kept as text.</summary>
    public const int MaxEnumLength = 16;

    public const int MaxNumberLength = 34;

    public void Configure(EntityTypeBuilder<KycRecord> builder)
    {
        builder.ToTable("records");
        builder.HasIndex(r => r.UserId, "ux_records_user_id").IsUnique();
        builder.Property(r => r.Form).HasConversion<string>().HasMaxLength(MaxEnumLength);
        builder.Property(r => r.State).HasConversion<string>().HasMaxLength(MaxEnumLength);
        builder.Property(r => r.MaskedPanNumber).HasMaxLength(MaxNumberLength);
        builder.Property(r => r.MaskedAadhaarNumber).HasMaxLength(MaxNumberLength);
        // The admins' queue.
        builder.HasIndex(r => new { r.SubmittedAt, r.Id }, "ix_records_pending").HasFilter($"state = '{nameof(KycState.Pending)}'");
    }
}
