namespace Monolith.Integration.Client;

/// <summary>Who answered a request, as <c>X-Served-By</c> says.</summary>
internal enum Side
{
    Monolith = 0,
    Service = 1,
}
