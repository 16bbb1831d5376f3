using System.Net.Mime;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Operators;
using Monolith.Kernel.Web.Listening;

namespace Monolith.Unit.Host.RouteTable;

/// <summary>One row of the route table, and who it says may come in.</summary>
internal sealed partial record GuardedRoute(string Method, RouteEndpoint Endpoint)
{
    public string Pattern => '/' + Endpoint.RoutePattern.RawText!.TrimStart('/');

    public IReadOnlyList<string> Parameters => [.. Endpoint.RoutePattern.Parameters.Select(p => p.Name)];

    public bool IsForEverybody => Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    public bool SaysWhoMayComeIn => IsForEverybody || Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Count > 0;

    public bool IsForOperators => Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy == OperatorRegistration.Policy);

    public bool IsForAdmins => Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Roles == UserRole.Admin);

    public bool IsForUsers => !IsForEverybody && !IsForOperators && !IsForAdmins;

    public bool BeginsAsInternal => FirstSegment is "internal" or "admin";

    /// <summary>Not for whoever comes in by the public listener.</summary>
    public bool IsInternal => BeginsAsInternal && Endpoint.Metadata.GetMetadata<PublicPathAttribute>() is null;

    /// <summary>What its action reads from the body; null for nothing, or no JSON.</summary>
    public Type? Body => Endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()?.Parameters
        .FirstOrDefault(p => p.BindingInfo?.BindingSource?.Id == "Body")?.ParameterType;

    /// <summary>Whether its action reads a form with files instead.</summary>
    public bool IsForm => Endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()?.MethodInfo.GetCustomAttribute<ConsumesAttribute>()?.ContentTypes.Contains(MediaTypeNames.Multipart.FormData) == true;

    private string FirstSegment => Pattern.Split('/')[1];

    public static IEnumerable<GuardedRoute> AllOf(IEnumerable<RouteEndpoint> endpoints)
        => from endpoint in endpoints
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [HttpMethods.Get]
           select new GuardedRoute(method, endpoint);

    /// <summary>With values for its parameters; for those without one, an id that nobody has.</summary>
    public string Path(IReadOnlyDictionary<string, string>? values = null)
        => Parameter().Replace(Pattern, match => values?.GetValueOrDefault(match.Groups["name"].Value) ?? (match.Value.Contains("guid", StringComparison.Ordinal) ? Guid.Empty.ToString() : "0"));

    public override string ToString() => $"{Method} {Pattern}";

    [GeneratedRegex(@"\{\*{0,2}(?<name>[A-Za-z_]+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
