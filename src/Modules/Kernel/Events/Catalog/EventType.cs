using System.Reflection;
using System.Text.RegularExpressions;

namespace Monolith.Kernel.Events.Catalog;

/// <summary>An event that some Contracts assembly declares.</summary>
/// <param name="Type">With its version.</param>
/// <param name="Version">1 or more.</param>
/// <param name="Publisher">The module in lower case.</param>
/// <param name="Record">Its shape.</param>
internal sealed partial record EventType(string Type, int Version, string Publisher, Type Record)
{
    /// <returns>Null, and what is wrong, when the record is not named as it must be.</returns>
    public static (EventType? Event, string? Flaw) Read(Type record, string module)
    {
        var publisher = module.ToLowerInvariant();
        if (record.GetCustomAttribute<EventNameAttribute>() is not { } name)
        {
            return (null, $"{record.FullName} is an event without a name. Add [EventName(\"{publisher}.what-happened\")].");
        }

        return WellFormed().IsMatch(name.Name) && name.Version >= 1 && EventMessage.SourceOf(name.Name) == publisher
            ? (new(name.Type, name.Version, publisher, record), null)
            : (null, $"{record.FullName} is called '{name.Type}'. An event's name is its module, a dot and what happened in lower case with dashes, its version 1 or more: [EventName(\"{publisher}.what-happened\", Version = 1)].");
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9]*\.[a-z][a-z0-9]*(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WellFormed();
}
