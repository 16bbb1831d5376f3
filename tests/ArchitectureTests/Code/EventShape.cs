using System.Reflection;
using System.Text.Json;
using Monolith.Kernel.Events;

namespace Monolith.ArchitectureTests.Code;

/// <summary>
/// What an event looks like on the wire: each value by its path, with its type, <c>?</c> where it may be null, and <c>optional</c> where it may be missing, as it is in events that were
/// published before the field was there.
/// </summary>
internal sealed record EventShape(string Type, SortedDictionary<string, string> Fields)
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static IEnumerable<EventShape> AllIn(CodeBase code)
        => from contracts in code.Contracts
           from record in contracts.Loaded.GetTypes()
           where typeof(IIntegrationEvent).IsAssignableFrom(record)
           let name = record.GetCustomAttribute<EventNameAttribute>()
           where name is not null
           select Of(name.Type, record);

    private static EventShape Of(string type, Type record)
    {
        var shape = new EventShape(type, new(StringComparer.Ordinal));
        shape.AddRecord("", record, []);
        return shape;
    }

    private void AddRecord(string prefix, Type record, IReadOnlyList<Type> within)
    {
        var parameters = record.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters().ToDictionary(p => p.Name!, StringComparer.OrdinalIgnoreCase);
        foreach (var property in record.GetProperties())
        {
            var parameter = parameters.GetValueOrDefault(property.Name);
            var isOptional = parameter?.HasDefaultValue ?? !property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute));
            Add(prefix + JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.PropertyType, Nullability.Create(property).ReadState == NullabilityState.Nullable, isOptional, [.. within, record]);
        }
    }

    private void Add(string path, Type type, bool isNullable, bool isOptional, IReadOnlyList<Type> within)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var element = type.IsArray ? type.GetElementType() : type is { IsGenericType: true, IsInterface: true } ? type.GetGenericArguments()[^1] : null;
        var isRecord = type.GetMethod("<Clone>$") is not null;
        var name = type.IsEnum ? $"enum {string.Join(' ', Enum.GetValues(type).Cast<object>().Select(v => $"{v}={Convert.ToInt64(v, provider: null)}"))}"
            : element is not null ? type is { IsGenericType: true } && type.GetGenericArguments().Length == 2 ? "dictionary" : "list"
            : isRecord ? "object" : type.Name.ToLowerInvariant();
        Fields.Add(path, $"{name}{(isNullable ? "?" : "")}{(isOptional ? " optional" : "")}");
        if (element is not null)
        {
            Add($"{path}[]", element, isNullable: false, isOptional: false, within);
        }
        else if (isRecord && !within.Contains(type))
        {
            AddRecord($"{path}.", type, within);
        }
    }
}
