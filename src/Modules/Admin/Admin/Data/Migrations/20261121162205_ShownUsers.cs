using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monolith.Admin.Data.Migrations
{
    /// <inheritdoc />
    public partial class ShownUsers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_outcomes_shown_user_ids",
                schema: "admin",
                table: "outcomes",
                column: "shown_user_ids")
                .Annotation("Npgsql:IndexMethod", "gin");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outcomes_shown_user_ids",
                schema: "admin",
                table: "outcomes");
        }
    }
}
