namespace Monolith.Kernel.Messaging.Shapes;

/// <summary>
/// What a record of a Contracts assembly looks like on the wire: each value by its path, with its type, <c>?</c> where it may be null, and <c>optional</c> where
/// it may be missing, as it is in what was written before the member was there. The order of declarations is not in it.
/// </summary>
/// <param name="Name">The event's type, or the request's name.</param>
/// <param name="Fields">By path, for example <c>items[].price</c>.</param>
internal sealed record ContractShape(string Name, IReadOnlyDictionary<string, string> Fields)
{
    public static ContractShape OfEvent(string name, Type record)
    {
        var fields = new ShapeFields();
        fields.AddMembers("", record);
        return new(name, fields.ByPath);
    }

    /// <param name="name">As permissions have it.</param>
    /// <param name="request">The record that is sent.</param>
    /// <param name="answer">What comes back when nothing fails.</param>
    /// <param name="kind">What a sender may do with it: whether it may be repeated.</param>
    public static ContractShape OfRequest(string name, Type request, Type answer, string kind)
    {
        var fields = new ShapeFields();
        fields.ByPath.Add("kind", kind);
        fields.Add("request", request);
        fields.Add("answer", answer);
        return new(name, fields.ByPath);
    }

    /// <summary>
    /// What breaks those who know it as it was: a member that is gone, another type, null or absence where it was not, a new member that must be there. A new member
    /// that may be missing breaks nobody.
    /// </summary>
    public IEnumerable<ShapeBreak> BreaksSince(ContractShape before)
    {
        ArgumentNullException.ThrowIfNull(before);
        foreach (var (path, type) in before.Fields)
        {
            var now = Fields.GetValueOrDefault(path);
            if (now != type)
            {
                yield return new(path, type, now);
            }
        }

        foreach (var (path, type) in Fields.Where(f => !before.Fields.ContainsKey(f.Key) && !f.Value.EndsWith(ShapeFields.Optional, StringComparison.Ordinal) && !IsWithinNew(f.Key, before)))
        {
            yield return new(path, Before: null, type);
        }
    }

    // What is inside of a value that may be missing may be required of it.
    private bool IsWithinNew(string path, ContractShape before)
        => Fields.Keys.Any(outer => !before.Fields.ContainsKey(outer) && (path.StartsWith($"{outer}.", StringComparison.Ordinal) || path.StartsWith($"{outer}[]", StringComparison.Ordinal)));
}
