using System.Reflection;
using MediatR;
using Monolith.ArchitectureTests.Code;
using Monolith.Kernel.Results;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>
/// A module's handlers answer <see cref="Result{T}"/>, an outcome record of the module's own, or nothing: expected failures are values.
/// </summary>
internal sealed class HandlersReturnResults : IArchitectureRule
{
    public IEnumerable<Violation> Check(CodeBase code)
        => from assembly in code.Implementations
           from type in assembly.Loaded.GetTypes()
           where !type.IsAbstract
           from handled in type.GetInterfaces()
           where handled.IsGenericType && handled.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
           let answer = handled.GetGenericArguments()[1]
           where !SaysWhetherItWorked(answer, assembly.Loaded)
           select new Violation(
               $"{type.Name} answers {handled.GetGenericArguments()[0].Name} with {answer.Name}.",
               type.FullName!,
               "With no value for \"it did not work\", failures become exceptions or nulls, and neither crosses a process the way it crosses a method.",
               "Answer Result<T>; inside the module an abstract record with one sealed record for each outcome will do, and Unit where nothing can fail.");

    private static bool SaysWhetherItWorked(Type answer, Assembly module)
        => (answer.IsGenericType && answer.GetGenericTypeDefinition() == typeof(Result<>))
            || typeof(MediatR.Unit).Equals(answer)
            || (answer.Assembly == module && answer.GetMethod("<Clone>$") is not null);
}
