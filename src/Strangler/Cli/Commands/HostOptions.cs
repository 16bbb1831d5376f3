using System.CommandLine;

namespace Monolith.Strangler.Cli.Commands;

/// <summary>The options every command has: which host, which token, which output.</summary>
internal sealed class HostOptions
{
    private const string DefaultUrl = "http://127.0.0.1:8081";

    public Option<string> Url { get; } = new("--url")
    {
        Description = $"The host's internal address. Default: STRANGLER_URL, else {DefaultUrl}.",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("STRANGLER_URL") is { Length: > 0 } url ? url : DefaultUrl,
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

    /// <exception cref="CliException">The address is none, or there is no token.</exception>
    public AdminClient Connect(ParseResult arguments)
    {
        var text = arguments.GetValue(Url);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new CliException(ExitCode.Usage, $"'{text}' is not an http or https address, such as {DefaultUrl}.");
        }

        var token = OperatorToken.Find(arguments.GetValue(TokenFile));
        if (url.Scheme == "http" && !url.IsLoopback)
        {
            Console.Error.WriteLine($"Warning: the operator token goes to {url.Host} unencrypted; use https or a tunnel.");
        }

        return new(url, token);
    }
}
