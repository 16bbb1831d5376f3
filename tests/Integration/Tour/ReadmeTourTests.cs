using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Tour;

/// <summary>Runs the tour of the README as a reader would: its commands, in their order, in one shell.</summary>
public sealed partial class ReadmeTourTests(ITestOutputHelper output)
{
    private const string NextBlock = "== next block ==";

    [Fact]
    public async Task Tour_OfTheReadme_DoesWhatItSays()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(BuiltPrograms.RepositoryRoot, "README.md"));
        var blocks = TourBlock().Matches(readme).Select(m => m.Groups["commands"].Value).ToList();
        blocks.Count.ShouldBe(6);
        await using var environment = await TestEnvironment.StartAsync(new TestEnvironmentOptions { Services = ["Favorites", "Movies", "Auth"] });

        var (code, text) = await RunAsync(environment, string.Join($"\necho '{NextBlock}'\n", blocks));

        output.WriteLine(text);
        code.ShouldBe(0, text);
        var answers = text.Split(NextBlock);
        Check(answers[0], ["\"movie_id\":268", "Filme adicionado aos favoritos!", "favorites.add", "favorites.list", "favorites.remove"]);
        Check(answers[1], ["\"movie_id\":268", "\"movie_id\":11", "Filme removido dos favoritos!"]);
        Check(answers[2], ["\"movie_id\":268", "Filme adicionado aos favoritos!", "favorites.list"]);
        answers[2].Split('\n').ShouldContain(
            line => line.StartsWith("favorites.add ", StringComparison.Ordinal) && line.TrimEnd().EndsWith(" 1", StringComparison.Ordinal), "the status counts what fell back");
        Check(answers[3], ["\"movie_id\":268", "\"movie_id\":11", "the service is dead", "the rest", "first half"]);
        Check(answers[4], ["favorites", "Nobody could write", "The way back is armed", "\"movie_id\":268", "\"movie_id\":11", "Filme removido dos favoritos!", "Nobody could write", "\"movie_id\":268"]);
        Check(answers[5], ["\"title\":\"Batman\"", "\"movie_id\":268", "Logout realizado com sucesso.", "Unauthenticated."]);
        environment.Favorites.Process.HasExited.ShouldBeTrue("the tour kills it");
    }

    /// <summary>Each text, one after the other.</summary>
    private static void Check(string output, string[] texts)
    {
        var position = 0;
        foreach (var text in texts)
        {
            var found = output.IndexOf(text, position, StringComparison.Ordinal);
            found.ShouldBeGreaterThanOrEqualTo(0, $"'{text}' after character {position} of:\n{output}");
            position = found + text.Length;
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(TestEnvironment environment, string commands)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", $"exec 2>&1\n{commands}"])
        {
            WorkingDirectory = BuiltPrograms.RepositoryRoot,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["API"] = environment.HostUrl.GetLeftPart(UriPartial.Authority);
        start.Environment["STRANGLER_URL"] = environment.HostInternalUrl.GetLeftPart(UriPartial.Authority);
        start.Environment["STRANGLER_TOKEN_FILE"] = environment.OperatorTokenFile;
        start.Environment["FAVORITES_PID"] = environment.Favorites.Process.Id.ToString(CultureInfo.InvariantCulture);
        start.Environment["COLUMNS"] = "200";
        start.Environment["no_proxy"] = "*";
        using var shell = Process.Start(start)!;
        var text = await shell.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(4));
        await shell.WaitForExitAsync();
        return (shell.ExitCode, text);
    }

    [GeneratedRegex("^```bash tour\n(?<commands>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TourBlock();
}
