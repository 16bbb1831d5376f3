using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Kernel.Messaging;

/// <summary>
/// A request one module may send to another, declared in the answering module's Contracts assembly and answered by exactly one handler.
/// Sent with <see cref="IMediator"/>; runs in a scope and a transaction of its own wherever the handler is.
/// Implement <see cref="IQuery{T}"/>, <see cref="ICommand{T}"/> or <see cref="IIdempotentCommand{T}"/>, not this.
/// </summary>
/// <typeparam name="T">The answer's type; a record that survives a JSON round trip.</typeparam>
public interface IModuleRequest<T> : IRequest<Result<T>>;

/// <summary>Reads and changes nothing: may be sent again after <see cref="ErrorKind.Unavailable"/>.</summary>
/// <typeparam name="T">The answer's type.</typeparam>
public interface IQuery<T> : IModuleRequest<T>;

/// <summary>Changes something. Never repeated by the infrastructure: after <see cref="ErrorKind.Unavailable"/> it may have happened.</summary>
/// <typeparam name="T">The answer's type.</typeparam>
public interface ICommand<T> : IModuleRequest<T>;

/// <summary>A command that its handler applies once per key, so that it may be repeated.</summary>
/// <typeparam name="T">The answer's type.</typeparam>
public interface IIdempotentCommand<T> : ICommand<T>
{
    /// <summary>Chosen by the sender, unique per intended effect, 1 to 100 characters.</summary>
    string IdempotencyKey { get; }
}
