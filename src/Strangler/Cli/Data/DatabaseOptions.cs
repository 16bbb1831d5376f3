using System.CommandLine;
using Monolith.Strangler.Cutover;
using Npgsql;

namespace Monolith.Strangler.Cli.Data;

/// <summary>
/// Where one of the two databases is, for its administrator: a file, an argument without a password, the environment, or what the Host of this machine wrote
/// for its private server. What is named on the command line wins: nobody means another database than the one he names.
/// </summary>
internal sealed class DatabaseOptions
{
    /// <summary>Below the Host's data directory: a folder per module, with a file for each of the two databases.</summary>
    public const string WrittenFolder = "cutover";

    private readonly Place _place;
    private readonly string _name;
    private readonly string _what;
    private readonly Option<string?> _address;
    private readonly Option<string?> _file;
    private readonly Option<string?> _peerFile;

    /// <param name="place">Which of the two.</param>
    /// <param name="name">Of its options.</param>
    /// <param name="what">Of it, in words, as a sentence begins.</param>
    public DatabaseOptions(Place place, string name, string what)
    {
        (_place, _name, _what) = (place, name, what);
        _address = new($"--{name}") { HelpName = "CONNECTION", Recursive = true, Description = $"{what}, as \"Host=...;Username=...;Database=...\", without a password. Default: {Variable}." };
        _file = new($"--{name}-file") { HelpName = "FILE", Recursive = true, Description = "A file with that connection, password and all." };
        _peerFile = new($"--{name}-peer-file")
        {
            HelpName = "FILE",
            Recursive = true,
            Description = $"A file with the connection by which the other server copies from there. Default: {Variable}_PEER, else the same connection.",
        };
    }

    public IEnumerable<Option> All => [_address, _file, _peerFile];

    private string Variable => $"STRANGLER_DATA_{_name.ToUpperInvariant()}";

    /// <param name="arguments">The command line.</param>
    /// <param name="module">The module's schema.</param>
    /// <param name="dataDirectory">The Host's, where it runs its private server; null where none is known.</param>
    /// <exception cref="CliException">No connection is named, or what is named is none.</exception>
    public CutoverDatabase Connect(ParseResult arguments, string module, string? dataDirectory)
    {
        var peer = arguments.GetValue(_peerFile) is { } peerFile ? ConnectionText.Read(peerFile, $"--{_name}-peer-file")
            : Environment.GetEnvironmentVariable($"{Variable}_PEER") is { Length: > 0 } text ? ConnectionText.Parse(text, $"{Variable}_PEER")
            : null;
        return new(_place, Find(arguments, module, dataDirectory).ConnectionString, peer?.ConnectionString);
    }

    private NpgsqlConnectionStringBuilder Find(ParseResult arguments, string module, string? dataDirectory)
    {
        var (address, file) = (arguments.GetValue(_address), arguments.GetValue(_file));
        if (address is not null && file is not null)
        {
            throw new CliException(ExitCode.Usage, $"--{_name} and --{_name}-file name the database twice; leave one away.");
        }

        if (file is not null)
        {
            return ConnectionText.Read(file, $"--{_name}-file");
        }

        if (address is not null)
        {
            return WithoutPassword(ConnectionText.Parse(address, $"--{_name}"));
        }

        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text)
        {
            return ConnectionText.Parse(text, Variable);
        }

        var written = dataDirectory is null ? null : Path.Combine(dataDirectory, WrittenFolder, module, _name);
        return written is not null && File.Exists(written)
            ? ConnectionText.Read(written, written)
            : throw new CliException(ExitCode.Usage,
                $"{_what} is not named. Put its administrator's connection into a file and name it with --{_name}-file, or into {Variable}; or use --{_name} with the password in PGPASSWORD.{Missing(written)}");
    }

    private NpgsqlConnectionStringBuilder WithoutPassword(NpgsqlConnectionStringBuilder connection)
    {
        if (connection.Password is not null)
        {
            throw new CliException(ExitCode.Usage,
                $"--{_name} holds a password, which every user of this machine can read among the arguments of its processes, and which stays in the shell's history. Change that password, and name a file with --{_name}-file, or use {Variable} or PGPASSWORD.");
        }

        // Npgsql would find it, but the other server has to be told.
        connection.Password = Environment.GetEnvironmentVariable("PGPASSWORD");
        return connection;
    }

    private static string Missing(string? written)
        => written is null ? "" : $" A Host with a private server writes both to {Path.GetDirectoryName(written)}; there is none.";
}
