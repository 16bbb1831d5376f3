namespace Monolith.Host;

/// <summary>What the Host was started for: to serve (no word), or one of the words below. Everything after it is settings.</summary>
internal sealed record HostCommand(bool OnlyMigrates, string[] Settings)
{
    private const string Migrate = "migrate";

    /// <exception cref="Kernel.Startup.StartupException">An unknown word.</exception>
    public static HostCommand Parse(string[] args) => args switch
    {
        [Migrate, .. var settings] => new(OnlyMigrates: true, settings),
        [var word, ..] when !word.StartsWith('-') && !word.StartsWith('/') && !word.Contains('=', StringComparison.Ordinal)
            => throw new Kernel.Startup.StartupException([$"There is no command '{word}'. '{Migrate}' brings the database up to date and ends; without a command the Host serves."]),
        _ => new(OnlyMigrates: false, args),
    };
}
