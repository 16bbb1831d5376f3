using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monolith.Auth.Data.Migrations
{
    /// <inheritdoc />
    public partial class UsernamesAndRoles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "mobile",
                schema: "auth",
                table: "users",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "normalized_username",
                schema: "auth",
                table: "users",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "role",
                schema: "auth",
                table: "users",
                type: "character varying(16)",
                maxLength: 16,
                nullable: false,
                defaultValue: "user");

            migrationBuilder.AddColumn<string>(
                name: "username",
                schema: "auth",
                table: "users",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ux_users_normalized_username",
                schema: "auth",
                table: "users",
                column: "normalized_username",
                unique: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_users_role",
                schema: "auth",
                table: "users",
                sql: "role IN ('user', 'admin')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_users_normalized_username",
                schema: "auth",
                table: "users");

            migrationBuilder.DropCheckConstraint(
                name: "ck_users_role",
                schema: "auth",
                table: "users");

            migrationBuilder.DropColumn(
                name: "mobile",
                schema: "auth",
                table: "users");

            migrationBuilder.DropColumn(
                name: "normalized_username",
                schema: "auth",
                table: "users");

            migrationBuilder.DropColumn(
                name: "role",
                schema: "auth",
                table: "users");

            migrationBuilder.DropColumn(
                name: "username",
                schema: "auth",
                table: "users");
        }
    }
}
