using System.CommandLine;
using Monolith.Strangler.Cli.Commands;
using Monolith.Strangler.Cutover;

namespace Monolith.Strangler.Cli.Data;

/// <summary>What every verb of <c>data</c> has: the module, its two databases, and how it tells that something failed.</summary>
internal sealed class DataOptions(HostOptions host)
{
    private readonly DatabaseOptions _from = new(Place.Monolith, "from", "The monolith's database");
    private readonly DatabaseOptions _to = new(Place.Own, "to", "The module's own database");

    public Argument<string> Module { get; } = new("module") { HelpName = "MODULE", Description = "The module's schema, such as wallet." };

    public Argument<string[]> Modules { get; } = new("modules")
    {
        HelpName = "MODULE", Description = "Modules' schemas. Default: those whose databases a Host with a private server wrote down.", Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<bool> Json => host.Json;

    /// <summary>To be options of <c>data</c>, and so of its verbs.</summary>
    public IEnumerable<Option> Recursive => [.. _from.All, .. _to.All];

    /// <summary>Gives a verb its work: on both databases, whose connections are closed behind it.</summary>
    /// <param name="command">The verb; it gets <see cref="Module"/>.</param>
    /// <param name="work">Answers the exit status. What it throws is told as every verb tells it.</param>
    public void SetAction(Command command, Func<CutoverPair, ParseResult, CancellationToken, Task<int>> work)
    {
        command.Arguments.Add(Module);
        command.SetAction(async (arguments, stop) =>
        {
            await using var pair = Connect(arguments, arguments.GetRequiredValue(Module));
            return await Failures.TellAsync(() => work(pair, arguments, stop), stop);
        });
    }

    /// <summary>Gives a verb its work on several modules.</summary>
    /// <param name="command">The verb; it gets <see cref="Modules"/>.</param>
    /// <param name="work">Answers the exit status. What it throws is told as every verb tells it.</param>
    public void SetActionForAll(Command command, Func<IReadOnlyList<CutoverPair>, ParseResult, CancellationToken, Task<int>> work)
    {
        command.Arguments.Add(Modules);
        command.SetAction(async (arguments, stop) =>
        {
            var pairs = new List<CutoverPair>();
            try
            {
                foreach (var module in arguments.GetValue(Modules) is { Length: > 0 } named ? named : Written(arguments))
                {
                    pairs.Add(Connect(arguments, module));
                }

                return await Failures.TellAsync(() => work(pairs, arguments, stop), stop);
            }
            finally
            {
                foreach (var pair in pairs)
                {
                    await pair.DisposeAsync();
                }
            }
        });
    }

    private string[] Written(ParseResult arguments)
    {
        var folder = OperatorToken.DirectoryOfFile(arguments.GetValue(host.TokenFile)) is { } data ? Path.Combine(data, DatabaseOptions.WrittenFolder) : null;
        return folder is not null && Directory.Exists(folder)
            ? [.. Directory.GetDirectories(folder).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)]
            : throw new CliException(ExitCode.Usage, "Name the modules: no Host with a private server wrote down where their databases are.");
    }

    /// <exception cref="CliException">There is no such module's name, or no connection to one of the two.</exception>
    private CutoverPair Connect(ParseResult arguments, string module)
    {
        if (!CutoverPair.IsModule(module))
        {
            throw new CliException(ExitCode.Usage, $"'{module}' is no module's schema: 1 to 30 of a-z, 0-9 and _, beginning with a letter.");
        }

        var dataDirectory = OperatorToken.DirectoryOfFile(arguments.GetValue(host.TokenFile));
        return new(module, _from.Connect(arguments, module, dataDirectory), _to.Connect(arguments, module, dataDirectory), Environment.UserName);
    }
}
