using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monolith.Strangler.Routing.Store.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "strangler");

            migrationBuilder.CreateTable(
                name: "flag_versions",
                schema: "strangler",
                columns: table => new
                {
                    version = table.Column<long>(type: "bigint", nullable: false),
                    document = table.Column<string>(type: "jsonb", nullable: false),
                    changes = table.Column<string>(type: "jsonb", nullable: false),
                    author = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_flag_versions", x => x.version);
                });

            // Against mistakes; the schema's owner could remove it.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION strangler.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'strangler.flag_versions is append-only: write a new version'; END $$;
                CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON strangler.flag_versions
                    FOR EACH ROW EXECUTE FUNCTION strangler.refuse_change();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "flag_versions",
                schema: "strangler");
            migrationBuilder.Sql("DROP FUNCTION strangler.refuse_change()");
        }
    }
}
