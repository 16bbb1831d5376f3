using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monolith.Wallet.Data.Migrations
{
    /// <inheritdoc />
    public partial class FreezeKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "idempotency_key",
                schema: "wallet",
                table: "freeze_changes",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ux_freeze_changes_key",
                schema: "wallet",
                table: "freeze_changes",
                columns: new[] { "user_id", "idempotency_key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_freeze_changes_key",
                schema: "wallet",
                table: "freeze_changes");

            migrationBuilder.DropColumn(
                name: "idempotency_key",
                schema: "wallet",
                table: "freeze_changes");
        }
    }
}
