using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Monolith.Kyc.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "kyc");

            migrationBuilder.CreateTable(
                name: "changes",
                schema: "kyc",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    form = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    changed_by = table.Column<int>(type: "integer", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                schema: "kyc",
                columns: table => new
                {
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    key_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    request_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    attempt = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<short>(type: "smallint", nullable: true),
                    content_type = table.Column<string>(type: "text", nullable: true),
                    location = table.Column<string>(type: "text", nullable: true),
                    body = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_keys", x => new { x.user_id, x.key_hash });
                });

            migrationBuilder.CreateTable(
                name: "outbox_deliveries",
                schema: "kyc",
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
                schema: "kyc",
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
                schema: "kyc",
                columns: table => new
                {
                    type = table.Column<string>(type: "text", nullable: false),
                    subscriber = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_subscriptions", x => new { x.type, x.subscriber });
                });

            migrationBuilder.CreateTable(
                name: "records",
                schema: "kyc",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    form = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    details = table.Column<byte[]>(type: "bytea", nullable: false),
                    masked_pan_number = table.Column<string>(type: "character varying(34)", maxLength: 34, nullable: true),
                    masked_aadhaar_number = table.Column<string>(type: "character varying(34)", maxLength: 34, nullable: true),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reviewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "statements",
                schema: "kyc",
                columns: table => new
                {
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statements", x => x.user_id);
                });

            migrationBuilder.CreateTable(
                name: "views",
                schema: "kyc",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    viewed_by = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    viewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_views", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_changes_user_id_changed_at",
                schema: "kyc",
                table: "changes",
                columns: new[] { "user_id", "changed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_created_at",
                schema: "kyc",
                table: "idempotency_keys",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_deliveries_subscriber_aggregate_key_position",
                schema: "kyc",
                table: "outbox_deliveries",
                columns: new[] { "subscriber", "aggregate_key", "position" },
                filter: "state IN (1, 3)");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_deliveries_subscriber_position",
                schema: "kyc",
                table: "outbox_deliveries",
                columns: new[] { "subscriber", "position" },
                filter: "state = 1");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_events_id",
                schema: "kyc",
                table: "outbox_events",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_events_occurred_at",
                schema: "kyc",
                table: "outbox_events",
                column: "occurred_at")
                .Annotation("Npgsql:IndexMethod", "brin");

            migrationBuilder.CreateIndex(
                name: "ix_records_pending",
                schema: "kyc",
                table: "records",
                columns: new[] { "submitted_at", "id" },
                filter: "state = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ux_records_user_id",
                schema: "kyc",
                table: "records",
                column: "user_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_views_user_id_viewed_at",
                schema: "kyc",
                table: "views",
                columns: new[] { "user_id", "viewed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_views_viewed_by_viewed_at",
                schema: "kyc",
                table: "views",
                columns: new[] { "viewed_by", "viewed_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "changes",
                schema: "kyc");

            migrationBuilder.DropTable(
                name: "idempotency_keys",
                schema: "kyc");

            migrationBuilder.DropTable(
                name: "outbox_deliveries",
                schema: "kyc");

            migrationBuilder.DropTable(
                name: "outbox_events",
                schema: "kyc");

            migrationBuilder.DropTable(
                name: "outbox_subscriptions",
                schema: "kyc");

            migrationBuilder.DropTable(
                name: "records",
                schema: "kyc");

            migrationBuilder.DropTable(
                name: "statements",
                schema: "kyc");

            migrationBuilder.DropTable(
                name: "views",
                schema: "kyc");
        }
    }
}
