using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monolith.Broker.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "broker");

            migrationBuilder.CreateTable(
                name: "connections",
                schema: "broker",
                columns: table => new
                {
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    broker = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    keys = table.Column<byte[]>(type: "bytea", nullable: true),
                    session = table.Column<byte[]>(type: "bytea", nullable: true),
                    generation = table.Column<long>(type: "bigint", nullable: false),
                    busy_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    refusals = table.Column<int>(type: "integer", nullable: false),
                    refused_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_connections", x => new { x.user_id, x.broker });
                    table.CheckConstraint("ck_connections_session_has_keys", "session IS NULL OR keys IS NOT NULL");
                    table.CheckConstraint("ck_connections_session_unless_disconnected", "(state = 'Disconnected') = (session IS NULL)");
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "connections",
                schema: "broker");
        }
    }
}
