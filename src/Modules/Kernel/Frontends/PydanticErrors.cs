using System.Globalization;
using System.Text.Json;
using FluentValidation.Results;

namespace Monolith.Kernel.Frontends;

/// <summary>Errors of a request's body in the words of pydantic 2 (docs.pydantic.dev/latest/errors/validation_errors), which the trading frontend was written against.</summary>
internal static class PydanticErrors
{
    public static readonly object NotJson = List(Error("json_invalid", field: null, "JSON decode error", new { }));

    public static object Of(IEnumerable<ValidationFailure> failures) => List([.. failures.Select(Of)]);

    /// <summary>For a value that cannot be read into what is expected; the reader has not kept it, so the input is null.</summary>
    public static object WrongType(string field, Type expected)
    {
        var (type, text) = Type.GetTypeCode(Nullable.GetUnderlyingType(expected) ?? expected) switch
        {
            TypeCode.String => ("string_type", "Input should be a valid string"),
            TypeCode.Boolean => ("bool_parsing", "Input should be a valid boolean, unable to interpret input"),
            TypeCode.Int32 or TypeCode.Int64 => ("int_parsing", "Input should be a valid integer, unable to parse string as an integer"),
            TypeCode.Decimal or TypeCode.Double => ("float_parsing", "Input should be a valid number, unable to parse string as a number"),
            _ => ("value_error", "Input should be valid"),
        };
        return List(Error(type, field, text, input: null));
    }

    private static object Of(ValidationFailure failure)
    {
        var (type, text) = failure.ErrorCode switch
        {
            "NotNullValidator" or "NotEmptyValidator" when failure.AttemptedValue is null => ("missing", "Field required"),
            "NotEmptyValidator" => ("string_too_short", "String should have at least 1 character"),
            "MinimumLengthValidator" => ("string_too_short", $"String should have at least {Value(failure, "MinLength")} characters"),
            "MaximumLengthValidator" => ("string_too_long", $"String should have at most {Value(failure, "MaxLength")} characters"),
            "RegularExpressionValidator" => ("string_pattern_mismatch", $"String should match pattern '{Value(failure, "RegularExpression")}'"),
            "GreaterThanValidator" => ("greater_than", $"Input should be greater than {Value(failure, "ComparisonValue")}"),
            "GreaterThanOrEqualValidator" => ("greater_than_equal", $"Input should be greater than or equal to {Value(failure, "ComparisonValue")}"),
            "LessThanValidator" => ("less_than", $"Input should be less than {Value(failure, "ComparisonValue")}"),
            "LessThanOrEqualValidator" => ("less_than_equal", $"Input should be less than or equal to {Value(failure, "ComparisonValue")}"),
            { } code when code.EndsWith("Validator", StringComparison.Ordinal) => ("value_error", $"Value error, {failure.ErrorMessage}"),
            var own => (own, failure.ErrorMessage),
        };
        return Error(type, JsonNamingPolicy.SnakeCaseLower.ConvertName(failure.PropertyName), text, failure.CustomState == RuleEcho.Hidden ? null : failure.AttemptedValue);
    }

    private static string? Value(ValidationFailure failure, string placeholder)
        => Convert.ToString(failure.FormattedMessagePlaceholderValues.GetValueOrDefault(placeholder), CultureInfo.InvariantCulture);

    private static object List(params object[] errors) => new { detail = errors };

    private static object Error(string type, string? field, string msg, object? input)
        => new Dictionary<string, object?>(StringComparer.Ordinal) { ["type"] = type, ["loc"] = field is null ? ["body"] : new[] { "body", field }, ["msg"] = msg, ["input"] = input };
}
