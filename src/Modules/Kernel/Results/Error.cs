namespace Monolith.Kernel.Results;

/// <summary>An expected failure, as a value. Crosses process boundaries, so it holds text only and never an exception.</summary>
/// <param name="Code">Stable and machine-readable, <c>module.what_happened</c>, for example <c>movies.not_found</c>.</param>
/// <param name="Message">For people; may be shown to the end user as it is. Holds no personal data.</param>
/// <param name="Kind">How the caller may react.</param>
public sealed record Error(string Code, string Message, ErrorKind Kind);
