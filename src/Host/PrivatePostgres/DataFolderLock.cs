namespace Monolith.Host.PrivatePostgres;

/// <summary>
/// One Host per data folder. The lock is the kernel's (flock): it goes with the process, however that ends,
/// and .NET opens files close-on-exec, so the server started by the Host does not inherit it.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    // What flock reports when someone else has the lock; .NET hands on the system's number.
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    public static DataFolderLock Take(DataFolder folder)
    {
        try
        {
            Directory.CreateDirectory(folder.Parent);
            return new DataFolderLock(new FileStream(folder.LockFile, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }));
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new PrivatePostgresException(
                $"Cannot write in '{folder.Parent}', which is to hold the private PostgreSQL: {denied.Message} "
                + $"Run the Host as the user the folder belongs to, or set {PrivatePostgresOptions.Section}:DataDirectory.", denied);
        }
        catch (IOException held) when (held.HResult is WouldBlockOnLinux or WouldBlockOnMac)
        {
            var holder = HostState.Read(folder)?.HostProcessId;
            throw new PrivatePostgresException(
                $"Another Host{(holder is null ? "" : $" (process {holder})")} is running on the data folder '{folder.Path}'. "
                + "A private PostgreSQL belongs to one Host. Stop the other one, or give each its own DataDir. "
                + "To run several Hosts on one database, start PostgreSQL yourself and set Database:ConnectionString for all of them.", held);
        }
    }

    public void Dispose() => _file.Dispose();
}
