using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Monolith.Strangler.Cutover;

/// <summary>What everything is called in the databases that belongs to one module's cut-over.</summary>
public sealed partial record ModuleNames
{
    /// <summary>The table of EF Core's migrations: each database has its own, because schemas change one database after the other.</summary>
    public const string HistoryTable = "__migrations";

    /// <summary>The channel on which both databases announce that ownership changed; the payload is the schema.</summary>
    public const string Channel = "monolith_cutover";

    /// <summary>What the sessions call themselves by which processes ask who owns their modules' data, and do nothing else.</summary>
    public const string FollowersApplication = "monolith ownership";

    /// <param name="schema">The module's, as its manifest names it: 1 to 30 of a-z, 0-9 and _, beginning with a letter.</param>
    /// <exception cref="CutoverException">It is not such a name.</exception>
    public ModuleNames(string schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (!IsSchema(schema))
        {
            throw new CutoverException($"'{schema}' is no module's name: 1 to 30 of a-z, 0-9 and _, beginning with a letter.");
        }

        Schema = schema;
    }

    /// <summary>The module's schema.</summary>
    public string Schema { get; }

    /// <summary>The schema with the ownership row, the batons and the guard, beside the module's own.</summary>
    public string Control => $"cutover_{Schema}";

    /// <summary>The table with what was done with the data, as this database took part in it.</summary>
    public string History => $"{Control}.history";

    /// <summary>Of the advisory lock that every writing transaction holds shared and a fence takes alone.</summary>
    public long WritersLock => Key("writers");

    /// <summary>Of the advisory lock that every process holds shared while it lets its callers at the data here, and a switch takes alone before it fences.</summary>
    public long FollowersLock => Key("followers");

    /// <summary>Of the advisory lock that one controller at a time holds.</summary>
    public long ControllerLock => Key("controller");

    /// <summary>Whether a module's schema may be called so.</summary>
    public static bool IsSchema(string name) => SchemaName().IsMatch(name);

    /// <summary>The statement that tells the processes which use the data to look who owns it.</summary>
    public string Announcement => $"SELECT pg_notify('{Channel}', '{Schema}')";

    /// <summary>The publication of that direction and, in the other database, the subscription to it.</summary>
    public string Stream(Direction direction) => $"monolith_{Schema}_{(direction == Direction.Forward ? "forward" : "back")}";

    /// <summary>The table through which ownership travels in that direction.</summary>
    public string Baton(Direction direction) => $"{Control}.baton_{(direction == Direction.Forward ? "forward" : "back")}";

    private long Key(string purpose) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes($"monolith cutover {purpose} {Schema}")));

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,29}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SchemaName();
}
