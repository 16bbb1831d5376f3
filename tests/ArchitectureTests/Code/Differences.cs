using System.Collections;

namespace Monolith.ArchitectureTests.Code;

/// <summary>Compares two objects member by member; records compare their lists by reference, which is of no use here.</summary>
internal static class Differences
{
    /// <summary>The first difference; null when there is none.</summary>
    public static string? Between(object? before, object? after, string path)
    {
        if (before is null || after is null)
        {
            return before is null && after is null ? null : $"{path} was {before ?? "null"} and is {after ?? "null"}";
        }

        if (before is string or ValueType)
        {
            return Equals(before, after) ? null : $"{path} was {before} and is {after}";
        }

        if (before is IDictionary dictionary && after is IDictionary other)
        {
            return dictionary.Count != other.Count
                ? $"{path} had {dictionary.Count} entries and has {other.Count}"
                : dictionary.Keys.Cast<object>().Select(k => Between(dictionary[k], other[k], $"{path}[{k}]")).FirstOrDefault(d => d is not null);
        }

        if (before is IEnumerable list && after is IEnumerable otherList)
        {
            var (left, right) = (list.Cast<object?>().ToList(), otherList.Cast<object?>().ToList());
            return left.Count != right.Count
                ? $"{path} had {left.Count} items and has {right.Count}"
                : left.Select((item, i) => Between(item, right[i], $"{path}[{i}]")).FirstOrDefault(d => d is not null);
        }

        return before.GetType() != after.GetType()
            ? $"{path} was a {before.GetType().Name} and is a {after.GetType().Name}"
            : before.GetType().GetProperties().Select(p => Between(p.GetValue(before), p.GetValue(after), $"{path}.{p.Name}")).FirstOrDefault(d => d is not null);
    }
}
