namespace Monolith.Strangler.Gateway.Configuration;

/// <summary>The file cannot be used. Nothing of it is in force.</summary>
/// <param name="path">The file.</param>
/// <param name="errors">What is wrong, each with where.</param>
internal sealed class GatewayFileException(string path, IReadOnlyList<string> errors) : Exception($"{path}: {string.Join(' ', errors)}")
{
    public IReadOnlyList<string> Errors => [.. errors.Select(e => $"{path}: {e}")];
}
