using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Monolith.Kernel.Messaging.Shapes;

/// <summary>Goes through a Contracts type and writes down every value in it.</summary>
internal sealed class ShapeFields
{
    public const string Optional = "optional";

    private readonly NullabilityInfoContext _nullability = new();

    public SortedDictionary<string, string> ByPath { get; } = new(StringComparer.Ordinal);

    public void AddMembers(string prefix, Type record) => AddMembers(prefix, record, []);

    public void Add(string path, Type type) => Add(path, type, isNullable: false, isOptional: false, []);

    private void AddMembers(string prefix, Type record, IReadOnlyList<Type> within)
    {
        var parameters = record.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters().ToDictionary(p => p.Name!, StringComparer.OrdinalIgnoreCase);
        foreach (var property in record.GetProperties())
        {
            var parameter = parameters.GetValueOrDefault(property.Name);
            var isOptional = parameter?.HasDefaultValue ?? !property.IsDefined(typeof(RequiredMemberAttribute));
            var isNullable = _nullability.Create(property).ReadState == NullabilityState.Nullable;
            Add(prefix + JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.PropertyType, isNullable, isOptional, [.. within, record]);
        }
    }

    private void Add(string path, Type type, bool isNullable, bool isOptional, IReadOnlyList<Type> within)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var element = ElementOf(type);
        var isRecord = type.GetMethod("<Clone>$") is not null;
        ByPath.Add(path, $"{NameOf(type, element, isRecord)}{(isNullable ? "?" : "")}{(isOptional ? $" {Optional}" : "")}");
        if (element is not null)
        {
            Add($"{path}[]", element, isNullable: false, isOptional: false, within);
        }
        else if (isRecord && !within.Contains(type))
        {
            AddMembers($"{path}.", type, within);
        }
    }

    private static Type? ElementOf(Type type)
        => type.IsArray ? type.GetElementType() : type is { IsGenericType: true, IsInterface: true } ? type.GetGenericArguments()[^1] : null;

    private static string NameOf(Type type, Type? element, bool isRecord)
        => type.IsEnum ? $"enum {string.Join(' ', Enum.GetValues(type).Cast<object>().Select(v => $"{v}={Convert.ToInt64(v, provider: null)}"))}"
            : element is not null ? type is { IsGenericType: true } && type.GetGenericArguments().Length == 2 ? "dictionary" : "list"
            : isRecord ? "object" : type.Name.ToLowerInvariant();
}
