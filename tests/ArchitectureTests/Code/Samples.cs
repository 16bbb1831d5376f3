using System.Reflection;

namespace Monolith.ArchitectureTests.Code;

/// <summary>Makes instances of Contracts types in which no two values are alike, so that one lost or swapped on the way is seen.</summary>
/// <param name="sparse">Whether what may be null is null and lists are empty.</param>
internal sealed class Samples(bool sparse)
{
    private static readonly DateTimeOffset Noon = new(2024, 2, 29, 12, 30, 15, 123, TimeSpan.FromHours(-3));
    private static readonly NullabilityInfoContext Nullability = new();
    private int _next = 1;

    public static Samples Full => new(sparse: false);

    public static Samples Sparse => new(sparse: true);

    public object? Make(Type type) => Make(type, mayBeNull: false, type.Name);

    private object? Make(Type type, bool mayBeNull, string name)
    {
        if (sparse && (mayBeNull || Nullable.GetUnderlyingType(type) is not null))
        {
            return null;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        var number = _next++;
        return type switch
        {
            _ when type == typeof(string) => $"{name} \"{number}\" <ç é 电影>",
            _ when type == typeof(bool) => true,
            _ when type == typeof(Guid) => new Guid(number, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]),
            _ when type == typeof(DateTimeOffset) => Noon.AddDays(number),
            _ when type == typeof(DateTime) => Noon.AddDays(number).UtcDateTime,
            _ when type == typeof(DateOnly) => DateOnly.FromDateTime(Noon.AddDays(number).Date),
            _ when type == typeof(TimeOnly) => new TimeOnly(number % 24, 5, 6, 7),
            _ when type == typeof(TimeSpan) => TimeSpan.FromMilliseconds(number),
            _ when type == typeof(MediatR.Unit) => MediatR.Unit.Value,
            _ when type == typeof(decimal) => number + 0.01m,
            _ when type == typeof(double) => number + 0.5,
            { IsEnum: true } => Enum.GetValues(type) is { Length: > 0 } values ? values.GetValue(values.Length - 1) : Activator.CreateInstance(type),
            { IsPrimitive: true } => Convert.ChangeType(number, type, provider: null),
            { IsArray: true } => MakeList(type.GetElementType()!, name),
            { IsGenericType: true } when type.GetGenericArguments() is [var key, var value] => MakeDictionary(key, value, name),
            { IsGenericType: true, IsInterface: true } => MakeList(type.GetGenericArguments()[0], name),
            _ => MakeRecord(type),
        };
    }

    private object MakeRecord(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault()
            ?? throw new NotSupportedException($"{type.Name} has no public constructor.");
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Make(p.ParameterType, Nullability.Create(p).ReadState == NullabilityState.Nullable, p.Name!))]);
        var parameters = constructor.GetParameters().Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var property in type.GetProperties().Where(p => p.SetMethod is { IsPublic: true } && !parameters.Contains(p.Name)))
        {
            property.SetValue(made, Make(property.PropertyType, Nullability.Create(property).ReadState == NullabilityState.Nullable, property.Name));
        }

        return made;
    }

    private Array MakeList(Type element, string name)
    {
        var list = Array.CreateInstance(element, sparse ? 0 : 2);
        for (var i = 0; i < list.Length; i++)
        {
            list.SetValue(Make(element, mayBeNull: false, name), i);
        }

        return list;
    }

    private object MakeDictionary(Type key, Type value, string name)
    {
        var dictionary = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, value))!;
        if (!sparse)
        {
            dictionary.Add(Make(key, mayBeNull: false, name)!, Make(value, mayBeNull: false, name));
        }

        return dictionary;
    }
}
