namespace Monolith.Strangler.Cli.Api;

internal sealed record PassRequest(string Side, long Life);

internal sealed record PassAnswer(string Side, DateTimeOffset Until, string Header, string Cookie, string Pass);
