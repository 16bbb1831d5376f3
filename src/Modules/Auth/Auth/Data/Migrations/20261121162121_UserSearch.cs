using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monolith.Auth.Data.Migrations
{
    /// <inheritdoc />
    public partial class UserSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_users_email_beginnings",
                schema: "auth",
                table: "users",
                column: "normalized_email")
                .Annotation("Npgsql:IndexOperators", new[] { "text_pattern_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_users_username_beginnings",
                schema: "auth",
                table: "users",
                column: "normalized_username")
                .Annotation("Npgsql:IndexOperators", new[] { "text_pattern_ops" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_users_email_beginnings",
                schema: "auth",
                table: "users");

            migrationBuilder.DropIndex(
                name: "ix_users_username_beginnings",
                schema: "auth",
                table: "users");
        }
    }
}
