using MediatR;
using Monolith.ArchitectureTests.Code;
using Monolith.Kernel.Results;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>A module's handlers answer <see cref="Result{T}"/>: expected failures are values.</summary>
internal sealed class HandlersReturnResults : IArchitectureRule
{
    public IEnumerable<Violation> Check(CodeBase code)
        => from assembly in code.Implementations
           from type in assembly.Loaded.GetTypes()
           where !type.IsAbstract
           from handled in type.GetInterfaces()
           where handled.IsGenericType && handled.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
           let answer = handled.GetGenericArguments()[1]
           where !answer.IsGenericType || answer.GetGenericTypeDefinition() != typeof(Result<>)
           select new Violation(
               $"{type.Name} answers {handled.GetGenericArguments()[0].Name} with {answer.Name}.",
               type.FullName!,
               "With no value for \"it did not work\", failures become exceptions or nulls, and neither crosses a process the way it crosses a method.",
               "Answer Result<T>, and Result<Unit> when there is nothing to say.");
}
