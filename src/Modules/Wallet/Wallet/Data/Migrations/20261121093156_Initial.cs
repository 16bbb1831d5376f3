using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monolith.Wallet.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "wallet");

            migrationBuilder.CreateTable(
                name: "transactions",
                schema: "wallet",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    operation = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    reference_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    currency = table.Column<string>(type: "character(3)", nullable: false),
                    method = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    destination = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    counterparty_id = table.Column<int>(type: "integer", nullable: true),
                    settles_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    available_after = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    posted_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_transactions", x => x.id);
                    table.CheckConstraint("ck_transactions_positive", "amount > 0");
                    table.ForeignKey(
                        name: "fk_transactions_transactions_settles_id",
                        column: x => x.settles_id,
                        principalSchema: "wallet",
                        principalTable: "transactions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "wallets",
                schema: "wallet",
                columns: table => new
                {
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    currency = table.Column<string>(type: "character(3)", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    frozen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wallets", x => x.user_id);
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                schema: "wallet",
                columns: table => new
                {
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    currency = table.Column<string>(type: "character(3)", nullable: false),
                    balance = table.Column<decimal>(type: "numeric(19,4)", nullable: false, defaultValue: 0m),
                    entry_count = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => new { x.user_id, x.kind });
                    table.CheckConstraint("ck_accounts_never_negative", "balance >= 0 OR kind = 'Funding'");
                    table.ForeignKey(
                        name: "fk_accounts_wallets_user_id",
                        column: x => x.user_id,
                        principalSchema: "wallet",
                        principalTable: "wallets",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "freeze_changes",
                schema: "wallet",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    is_frozen = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    decided_by = table.Column<int>(type: "integer", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_freeze_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_freeze_changes_wallets_user_id",
                        column: x => x.user_id,
                        principalSchema: "wallet",
                        principalTable: "wallets",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "entries",
                schema: "wallet",
                columns: table => new
                {
                    transaction_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<short>(type: "smallint", nullable: false),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    currency = table.Column<string>(type: "character(3)", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    balance_after = table.Column<decimal>(type: "numeric(19,4)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entries", x => new { x.transaction_id, x.line });
                    table.CheckConstraint("ck_entries_not_zero", "amount <> 0");
                    table.ForeignKey(
                        name: "fk_entries_accounts_user_id_kind",
                        columns: x => new { x.user_id, x.kind },
                        principalSchema: "wallet",
                        principalTable: "accounts",
                        principalColumns: new[] { "user_id", "kind" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_entries_transactions_transaction_id",
                        column: x => x.transaction_id,
                        principalSchema: "wallet",
                        principalTable: "transactions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ux_entries_number",
                schema: "wallet",
                table: "entries",
                columns: new[] { "user_id", "kind", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_freeze_changes_user_id_decided_at",
                schema: "wallet",
                table: "freeze_changes",
                columns: new[] { "user_id", "decided_at" });

            migrationBuilder.CreateIndex(
                name: "ix_transactions_holds",
                schema: "wallet",
                table: "transactions",
                columns: new[] { "user_id", "created_at" },
                filter: "operation = 'Hold'");

            migrationBuilder.CreateIndex(
                name: "ux_transactions_reference",
                schema: "wallet",
                table: "transactions",
                columns: new[] { "user_id", "operation", "reference_id" },
                unique: true,
                filter: "reference_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_transactions_settles_id",
                schema: "wallet",
                table: "transactions",
                column: "settles_id",
                unique: true,
                filter: "settles_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "entries",
                schema: "wallet");

            migrationBuilder.DropTable(
                name: "freeze_changes",
                schema: "wallet");

            migrationBuilder.DropTable(
                name: "accounts",
                schema: "wallet");

            migrationBuilder.DropTable(
                name: "transactions",
                schema: "wallet");

            migrationBuilder.DropTable(
                name: "wallets",
                schema: "wallet");
        }
    }
}
