namespace Monolith.Kernel.Web.Listening;

/// <summary>
/// On an endpoint that the public listener serves although its path begins as the internal listener's do: a frontend's route below <c>/admin</c>, or any of a
/// gateway, which has every path of its public listener to give away. It must say itself who may come in; being internal protects it no more.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicPathAttribute : Attribute
{
    /// <summary>For endpoints that are not controllers.</summary>
    public static readonly PublicPathAttribute Mark = new();
}
