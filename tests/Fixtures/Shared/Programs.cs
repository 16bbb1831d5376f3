namespace Monolith.Shared;

/// <summary>Programs of this machine that tests run, where they are installed.</summary>
internal static class Programs
{
    public static bool IsInPath(string program)
        => Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))) == true;
}
