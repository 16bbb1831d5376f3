using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Monolith.Auth.Data.Migrations
{
    /// <inheritdoc />
    public partial class Events : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "outbox_deliveries",
                schema: "auth",
                columns: table => new
                {
                    position = table.Column<long>(type: "bigint", nullable: false),
                    subscriber = table.Column<string>(type: "text", nullable: false),
                    aggregate_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_try_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lease = table.Column<Guid>(type: "uuid", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_deliveries", x => new { x.position, x.subscriber });
                });

            migrationBuilder.CreateTable(
                name: "outbox_events",
                schema: "auth",
                columns: table => new
                {
                    position = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<int>(type: "integer", nullable: true),
                    correlation_id = table.Column<string>(type: "text", nullable: true),
                    aggregate_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    data = table.Column<string>(type: "json", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_events", x => x.position);
                });

            migrationBuilder.CreateTable(
                name: "outbox_subscriptions",
                schema: "auth",
                columns: table => new
                {
                    type = table.Column<string>(type: "text", nullable: false),
                    subscriber = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_subscriptions", x => new { x.type, x.subscriber });
                });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_deliveries_subscriber_aggregate_key_position",
                schema: "auth",
                table: "outbox_deliveries",
                columns: new[] { "subscriber", "aggregate_key", "position" },
                filter: "state IN (1, 3)");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_deliveries_subscriber_position",
                schema: "auth",
                table: "outbox_deliveries",
                columns: new[] { "subscriber", "position" },
                filter: "state = 1");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_events_id",
                schema: "auth",
                table: "outbox_events",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_events_occurred_at",
                schema: "auth",
                table: "outbox_events",
                column: "occurred_at")
                .Annotation("Npgsql:IndexMethod", "brin");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "outbox_deliveries",
                schema: "auth");

            migrationBuilder.DropTable(
                name: "outbox_events",
                schema: "auth");

            migrationBuilder.DropTable(
                name: "outbox_subscriptions",
                schema: "auth");
        }
    }
}
