using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Monolith.Kernel.Results;

/// <summary>
/// Either a value or an expected <see cref="Results.Error"/>. Exceptions are for what nobody expects and never cross a module's edge.
/// Survives a JSON round trip: <c>{"value":...}</c> or <c>{"error":{...}}</c>.
/// </summary>
/// <typeparam name="T">The answer's type. A command without an answer uses <see cref="MediatR.Unit"/>.</typeparam>
public sealed record Result<T>
{
    /// <summary>The answer; the type's default when <see cref="Error"/> is set.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public T? Value { get; init; }

    /// <summary>Why there is no answer; null on success.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Error? Error { get; init; }

    /// <summary>True when there is a value.</summary>
    [JsonIgnore]
    [MemberNotNullWhen(false, nameof(Error))]
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Error is null;

    /// <summary>A success.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The initialisers are the named alternative.")]
    public static implicit operator Result<T>(T value) => new() { Value = value };

    /// <summary>An expected failure.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The initialisers are the named alternative.")]
    public static implicit operator Result<T>(Error error) => new() { Error = error };
}
