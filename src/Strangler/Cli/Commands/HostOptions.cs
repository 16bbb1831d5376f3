using System.CommandLine;

namespace Monolith.Strangler.Cli.Commands;

/// <summary>The options every command has: which host, which token, which output.</summary>
internal sealed class HostOptions
{
    private const string DefaultUrl = "http://127.0.0.1:8081";

    public Option<string[]> Url { get; } = new("--url")
    {
        Description = $"The host's internal address; several for a rollback. Default: STRANGLER_URL, else {DefaultUrl}.",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("STRANGLER_URL") is { Length: > 0 } url ? [url] : [DefaultUrl],
    };

    public Option<string?> TokenFile { get; } = new("--token-file")
    {
        Description = "A file with the operator token. Default: the token in STRANGLER_TOKEN, else the file named by STRANGLER_TOKEN_FILE.",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "JSON on the standard output (docs/strangler.md describes it).",
        Recursive = true,
    };

    /// <exception cref="CliException">The address is none, there are several, or there is no token.</exception>
    public AdminClient Connect(ParseResult arguments)
        => ConnectAll(arguments) is [var client] ? client : throw new CliException(ExitCode.Usage, "Only a rollback takes more than one --url.");

    /// <exception cref="CliException">An address is none, or there is no token.</exception>
    public IReadOnlyList<AdminClient> ConnectAll(ParseResult arguments)
    {
        var urls = arguments.GetRequiredValue(Url).Select(AddressOf).ToList();
        var token = OperatorToken.Find(arguments.GetValue(TokenFile));
        foreach (var url in urls.Where(u => u.Scheme == "http" && !u.IsLoopback))
        {
            Console.Error.WriteLine($"Warning: the operator token goes to {url.Host} unencrypted; use https or a tunnel.");
        }

        return [.. urls.Select(url => new AdminClient(url, token))];
    }

    private static Uri AddressOf(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https")
            ? url
            : throw new CliException(ExitCode.Usage, $"'{text}' is not an http or https address, such as {DefaultUrl}.");
}
