namespace Monolith.Kyc.Statements;

/// <summary>How a <see cref="LimitedProcess"/> ended.</summary>
/// <param name="Ending">Of its own accord or not.</param>
/// <param name="ExitCode">Its own; of no meaning unless it ended of its own accord.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">The beginning of standard error.</param>
internal sealed record ProcessOutput(ProcessEnding Ending, int ExitCode, byte[] Output, string Errors);
