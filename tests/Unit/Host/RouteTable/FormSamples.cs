using System.Text.Json.Nodes;
using Monolith.Unit.Kyc;
using Shouldly;

namespace Monolith.Unit.Host.RouteTable;

/// <summary>
/// A form that each route with files takes, and beside its fields what no client may set. Nothing of what a handler reads part by part is in the route table, so each
/// such route says here what it wants.
/// </summary>
internal static class FormSamples
{
    private static readonly Dictionary<string, Func<MultipartFormDataContent>> Forms = new(StringComparer.Ordinal)
    {
        // The account is not the statement's: whoever is approved by this form was not approved by its text.
        ["POST /kyc/submit"] = () => KycForms.Statement(TestPdf.Statement, account: "999888777"),
    };

    public static MultipartFormDataContent Of(GuardedRoute route, JsonObject smuggled)
    {
        Forms.ShouldContainKey(route.ToString(), $"{route} takes a form and is in no test. Say in tests/Unit/Host/RouteTable/FormSamples.cs which one it answers with success.");
        var form = Forms[route.ToString()]();
        foreach (var (name, value) in smuggled)
        {
            form.Add(new StringContent(value!.ToString()), name);
        }

        return form;
    }
}
