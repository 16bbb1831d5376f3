using Monolith.Strangler.Routing.Admin.Contracts;

namespace Monolith.Strangler.Routing.Admin;

/// <summary>What a host knows of where its modules' data is; registered where they have any.</summary>
public interface IMovedData
{
    /// <summary>As it is now; where that cannot be seen within a moment, as it was seen last. One for each module with data, also for those that were never prepared to be moved.</summary>
    Task<IReadOnlyList<DataStatus>> StatusAsync(CancellationToken cancellationToken);

    /// <summary>What was done with the data of all of them, as the databases recorded it that can be asked.</summary>
    /// <param name="limit">The newest so many.</param>
    /// <param name="cancellationToken">The caller's.</param>
    Task<DataHistory> HistoryAsync(int limit, CancellationToken cancellationToken);
}
