using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;
using Monolith.ArchitectureTests.Code;
using Monolith.Kernel.Events;
using Monolith.Kernel.Messaging;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>
/// Contracts hold public sealed records of plain, unchangeable values, enums, and the codes and texts of their errors as constants; nothing that works
/// in one process only.
/// </summary>
internal sealed class ContractsArePureRecords : IArchitectureRule
{
    private const string Why = "What another module holds of this one has to mean the same after it went over a wire as JSON, or the module cannot be extracted.";

    private static readonly FrozenSet<Type> Values = new HashSet<Type>
    {
        typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(double), typeof(decimal), typeof(string), typeof(Guid),
        typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(MediatR.Unit),
    }.ToFrozenSet();

    private static readonly FrozenSet<Type> Collections = new HashSet<Type>
    {
        typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyDictionary<,>),
    }.ToFrozenSet();

    private static readonly FrozenSet<Type> Markers = new HashSet<Type>
    {
        typeof(IModuleRequest<>), typeof(IQuery<>), typeof(ICommand<>), typeof(IIdempotentCommand<>), typeof(IIntegrationEvent), typeof(MediatR.IRequest<>), typeof(IEquatable<>),
    }.ToFrozenSet();

    public IEnumerable<Violation> Check(CodeBase code)
        => from contracts in code.Contracts
           from type in contracts.Loaded.GetTypes()
           where !GeneratedTypes.Includes(type) && !type.IsEnum
           from violation in IsErrorTexts(type) ? [] : CheckRecord(type)
           select violation;

    private static IEnumerable<Violation> CheckRecord(Type type)
    {
        if (type.GetMethod("<Clone>$") is null || !type.IsSealed || !type.IsVisible || type.IsGenericType)
        {
            yield return new($"{type.FullName} is not a public sealed record.", type.FullName!, Why, "Make it one, or move it into the implementation. Static classes hold constants and texts only.");
            yield break;
        }

        foreach (var implemented in type.GetInterfaces().Where(i => !Markers.Contains(Definition(i)) && i != typeof(MediatR.IBaseRequest)))
        {
            yield return new($"{type.FullName} implements {implemented.Name}.", type.FullName!, Why, "Implement only IQuery<T>, ICommand<T>, IIdempotentCommand<T> or IIntegrationEvent.");
        }

        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            yield return new($"{type.Name}.{field.Name} is a public field.", $"{type.FullName}.{field.Name}", Why, "Make it a parameter of the record.");
        }

        foreach (var property in type.GetProperties())
        {
            if (property.SetMethod is { } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            {
                yield return new($"{type.Name}.{property.Name} can be changed after it was made.", $"{type.FullName}.{property.Name}",
                    "In one process sender and receiver hold the same object: a change on one side is seen on the other, until the module is extracted.",
                    "Make it a parameter of the record, or give it init in place of set.");
            }

            foreach (var flaw in FlawsOf(property.PropertyType, type.Assembly).Distinct())
            {
                yield return new($"{type.Name}.{property.Name} holds a {flaw}.", $"{type.FullName}.{property.Name}", Why,
                    "Use plain values, IReadOnlyList<T>, IReadOnlyDictionary<string, T>, and records or enums of the same Contracts.");
            }
        }
    }

    private static IEnumerable<string> FlawsOf(Type type, Assembly contracts)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Values.Contains(type) || (type.Assembly == contracts && (type.IsEnum || type.GetMethod("<Clone>$") is not null)))
        {
            return [];
        }

        if (type.IsArray)
        {
            return FlawsOf(type.GetElementType()!, contracts);
        }

        return type.IsGenericType && Collections.Contains(Definition(type)) ? type.GetGenericArguments().SelectMany(a => FlawsOf(a, contracts)) : [type.FullName ?? type.Name];
    }

    private static bool IsErrorTexts(Type type)
        => type is { IsAbstract: true, IsSealed: true, IsVisible: true }
            && type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static).All(f => f.IsLiteral)
            && type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static).All(m => m.ReturnType == typeof(string) && m.GetParameters().All(p => Values.Contains(p.ParameterType)));

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
