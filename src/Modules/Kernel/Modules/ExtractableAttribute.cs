namespace Monolith.Kernel.Modules;

/// <summary>
/// Names the feature flag that decides, per request, whether this action is answered in this process or by the extracted service.
/// The flag's variants are <c>monolith</c> and <c>service</c>.
/// </summary>
/// <param name="flag"><c>module.operation</c> in lower case, for example <c>favorites.add</c>; the part before the dot is the module.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ExtractableAttribute(string flag) : Attribute
{
    /// <summary>The flag's id.</summary>
    public string Flag { get; } = flag;
}
