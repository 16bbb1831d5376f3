using System.Runtime.InteropServices;

namespace Monolith.Auth.Passwords;

/// <summary>
/// Makes the C library give large blocks back. Hashing a password takes 19 MiB; once one such block was freed, glibc keeps blocks of that size in its arenas,
/// one for each thread that ever hashed, and the process stays 40 MB and more larger.
/// </summary>
internal static partial class NativeHeap
{
    // From malloc.h. Setting either ends the automatic growth of both.
    private const int MmapThreshold = -3;
    private const int TrimThreshold = -1;
    private const int OneMebibyte = 1024 * 1024;

    public static void ReturnLargeBlocks()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = SetOption(MmapThreshold, OneMebibyte);
            _ = SetOption(TrimThreshold, OneMebibyte);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library (musl) has no such option and no such habit.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int option, int value);
}
