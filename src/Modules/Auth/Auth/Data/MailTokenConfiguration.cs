using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Auth.Domain;
using Monolith.Auth.Mail;

namespace Monolith.Auth.Data;

internal sealed class MailTokenConfiguration : IEntityTypeConfiguration<MailToken>
{
    private const int MaxPurposeLength = 32;

    public void Configure(EntityTypeBuilder<MailToken> builder)
    {
        builder.ToTable("mail_tokens");
        builder.HasKey(t => t.Hash);
        builder.Property(t => t.Purpose).HasConversion<string>().HasMaxLength(MaxPurposeLength);
        builder.HasOne<User>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
