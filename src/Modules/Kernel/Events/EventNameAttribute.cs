namespace Monolith.Kernel.Events;

/// <summary>Names an event for every process and every year to come; the record's own name may change.</summary>
/// <param name="name"><c>module.what-happened</c> in lower case, for example <c>wallet.debited</c>; the part before the dot is the publishing module.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EventNameAttribute(string name) : Attribute
{
    /// <summary>Without the version.</summary>
    public string Name { get; } = name;

    /// <summary>1 or more. A shape that old subscribers cannot read is a new version, in a record of its own.</summary>
    public int Version { get; set; } = 1;

    /// <summary>As it is written, for example <c>wallet.debited.v1</c>.</summary>
    public string Type => $"{Name}.v{Version}";
}
